import { useRef, useState } from 'react';
import type { Instrument, Item } from '../../../domain/assessment/instrument.js';
import type { Form } from '../../assessing/form.js';
import { unseenAsBefore } from '../../assessing/looked-at.js';
import type { SignedAssessment } from '../../assessing/read-file.js';
import { useWording } from '../../assessing/use-wording.js';
import { useSay } from '../../i18n/language.js';
import { Tick } from '../../parts/fields.js';
import { ItemCard } from './item-card.js';
import type { LedTo } from './lead-to.js';

interface QuestionsProps {
  readonly instrument: Instrument;
  readonly form: Form;
  readonly last: SignedAssessment | undefined;
  /** Where somebody asked to be led; undefined: nowhere yet. */
  readonly led: LedTo | undefined;
  readonly change: (change: (form: Form) => Form) => void;
}

const MODES = ['one', 'all'] as const;

/** The questions, one at a time or all on a page. Where somebody was is kept by what she has answered. */
export function Questions(props: QuestionsProps) {
  const { instrument, form, last, led, change } = props;
  const say = useSay();
  const [mode, setMode] = useState<(typeof MODES)[number]>('one');
  const asBefore = last ? unseenAsBefore(instrument, form, last) : [];
  return (
    <section aria-labelledby="questions">
      <div className="row between">
        <h2 id="questions">{say('assess.questions')}</h2>
        <div className="row" role="group" aria-label={say('assess.mode')}>
          {MODES.map((each) => (
            <button
              key={each}
              type="button"
              className="quiet"
              aria-pressed={mode === each}
              onClick={() => setMode(each)}
            >
              {say(`assess.mode.${each}`)}
            </button>
          ))}
        </div>
      </div>
      {mode === 'one' ? <OneByOne key={led?.press} {...props} /> : <AllOnAPage {...props} />}
      {asBefore.length > 0 ? (
        <Tick
          label={say('assess.restAsBefore', { count: asBefore.length })}
          checked={false}
          onChange={() => change((current) => ({ ...current, seen: [...current.seen, ...asBefore] }))}
        />
      ) : null}
    </section>
  );
}

function AllOnAPage({ instrument, ...rest }: QuestionsProps) {
  const words = useWording();
  return instrument.sections.map((section) => {
    const items = instrument.items.filter((item) => item.section === section.id);
    return items.length === 0 ? null : (
      <section key={section.id} aria-labelledby={`section-${section.id}`}>
        <h3 id={`section-${section.id}`} className="section-name">
          {words(section.title)}
        </h3>
        {items.map((item) => (
          <ItemCard key={item.id} instrument={instrument} item={item} {...rest} />
        ))}
      </section>
    );
  });
}

function OneByOne(props: QuestionsProps) {
  const { instrument, form, led, change } = props;
  const say = useSay();
  const words = useWording();
  const { items } = instrument;
  const [at, setAt] = useState(() =>
    firstOf(items, ({ id }) => (led ? id === led.item : !form.seen.includes(id))),
  );
  const card = useRef<HTMLDivElement>(null);
  const item = items[at];
  const go = (to: number): void => {
    setAt(Math.max(0, Math.min(items.length - 1, to)));
    card.current?.focus();
  };
  const next = (): void => {
    if (item) change((current) => withSeen(current, item));
    go(at + 1);
  };
  if (!item) return null;
  const section = instrument.sections.find(({ id }) => id === item.section);
  return (
    <div className="one-by-one">
      <p className="step" role="status">
        {say('assess.step', { at: at + 1, of: items.length })}
        {section ? ` · ${words(section.title)}` : ''}
      </p>
      <progress value={at + 1} max={items.length} aria-label={say('assess.questions')} />
      <div ref={card} tabIndex={-1}>
        <ItemCard key={item.id} item={item} {...props} />
      </div>
      <div className="row between">
        <button type="button" disabled={at === 0} onClick={() => go(at - 1)}>
          {say('assess.back')}
        </button>
        <button type="button" className="primary" disabled={at === items.length - 1} onClick={next}>
          {say(form.seen.includes(item.id) ? 'assess.next' : 'assess.skip')}
        </button>
      </div>
    </div>
  );
}

/** The very first where there is none. */
const firstOf = (items: readonly Item[], isIt: (item: Item) => boolean): number =>
  Math.max(0, items.findIndex(isIt));

/** Going on leaves the answer as it is: last time's, or unknown. */
const withSeen = (form: Form, { id }: Item): Form =>
  form.seen.includes(id) ? form : { ...form, seen: [...form.seen, id] };
