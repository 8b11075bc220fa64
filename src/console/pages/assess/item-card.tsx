import { useId } from 'react';
import { chosen } from '../../../domain/assessment/answers.js';
import type { Instrument, Item, Option } from '../../../domain/assessment/instrument.js';
import type { Form } from '../../assessing/form.js';
import { standingOf, type Standing } from '../../assessing/looked-at.js';
import type { SignedAssessment } from '../../assessing/read-file.js';
import { useWording } from '../../assessing/use-wording.js';
import { useSay } from '../../i18n/language.js';
import { Field } from '../../parts/fields.js';

interface ItemCardProps {
  readonly instrument: Instrument;
  readonly item: Item;
  readonly form: Form;
  readonly last: SignedAssessment | undefined;
  readonly change: (change: (form: Form) => Form) => void;
}

/** One question: its options, what was answered last time, and why it is asked. */
export function ItemCard({ item, form, last, change }: ItemCardProps) {
  const words = useWording();
  const id = useId();
  const answer = chosen(item, form.answers);
  const before = last ? chosen(item, last.text.answers) : undefined;
  const standing = standingOf(item, form, before);
  // Also what was taken over: it stands there to be looked at.
  const isChosen = Object.hasOwn(form.answers, item.id);
  const choose = (option: string): void =>
    change((current) => ({
      ...current,
      answers: { ...current.answers, [item.id]: option },
      seen: [...current.seen.filter((each) => each !== item.id), item.id],
    }));
  return (
    <fieldset className={`item${standing === 'changed' ? ' changed' : ''}`} id={`item-${item.id}`}>
      <legend>
        <span className="item-id">{item.id}</span> {words(item.question)}
      </legend>
      <LastTime before={before} standing={standing} />
      {item.evidence ? <p className="hint">{words(item.evidence)}</p> : null}
      <div className="options">
        {item.options.map((option) => (
          <label key={option.id} className="option">
            <input
              autoComplete="off"
              type="radio"
              name={id}
              value={option.id}
              checked={isChosen && answer.id === option.id}
              onChange={() => choose(option.id)}
              onClick={() => choose(option.id)}
            />
            <span>{words(option.words)}</span>
          </label>
        ))}
      </div>
      <ItemExtras item={item} form={form} change={change} isNotApplicable={answer.isNotApplicable} />
      <Background item={item} />
    </fieldset>
  );
}

interface LastTimeProps {
  /** Undefined for a first assessment. */
  readonly before: Option | undefined;
  readonly standing: Standing;
}

function LastTime({ before, standing }: LastTimeProps) {
  const say = useSay();
  const words = useWording();
  if (!before && standing !== 'taken') return null;
  const sentence = standing === 'as-before' ? 'assess.lastTime.unseen' : 'assess.lastTime';
  return (
    <p className="hint">
      {before ? say(sentence, { answer: words(before.words) }) : null}{' '}
      {standing === 'changed' ? <span className="badge">{say('assess.changed')}</span> : null}
      {standing === 'taken' ? <span className="badge warn">{say('assess.taken')}</span> : null}
    </p>
  );
}

interface ExtrasProps extends Pick<ItemCardProps, 'item' | 'form' | 'change'> {
  readonly isNotApplicable: boolean;
}

/** A date where the answer has one, and a note where it wants one. */
function ItemExtras(props: ExtrasProps) {
  const { item, form, isNotApplicable } = props;
  const isLikely = ['yes', 'suspected'].includes(form.answers[item.id] ?? '');
  return (
    <>
      {item.dateField !== null && isLikely ? <ItemDate {...props} /> : null}
      {isNotApplicable || form.notes[item.id] ? <ItemNote {...props} /> : null}
    </>
  );
}

function ItemDate({ item, form, change }: ExtrasProps) {
  const say = useSay();
  return (
    <Field
      label={say('assess.date')}
      data-at={`dates.${item.id}`}
      hint={say('assess.date.hint')}
      type="date"
      value={form.dates[item.id] ?? ''}
      onChange={({ target }) =>
        change((current) => ({ ...current, dates: { ...current.dates, [item.id]: target.value } }))
      }
    />
  );
}

function ItemNote({ item, form, change, isNotApplicable }: ExtrasProps) {
  const say = useSay();
  return (
    <Field
      label={say(isNotApplicable ? 'assess.note.why' : 'assess.note')}
      data-at={`notes.${item.id}`}
      value={form.notes[item.id] ?? ''}
      most={1_000}
      onChange={({ target }) =>
        change((current) => ({ ...current, notes: { ...current.notes, [item.id]: target.value } }))
      }
    />
  );
}

function Background({ item }: { readonly item: Item }) {
  const say = useSay();
  const words = useWording();
  return (
    <>
      {item.help ? <p className="hint">{words(item.help)}</p> : null}
      {item.why ? (
        <details className="why">
          <summary>{say('assess.why')}</summary>
          <p className="hint">{words(item.why)}</p>
        </details>
      ) : null}
    </>
  );
}
