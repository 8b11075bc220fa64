import { useId } from 'react';
import { chosen } from '../../../domain/assessment/answers.js';
import type { Instrument, Item } from '../../../domain/assessment/instrument.js';
import type { Form } from '../../assessing/form.js';
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
  const isSeen = form.seen.includes(item.id);
  const isChanged = isSeen && before !== undefined && before.id !== answer.id;
  // Also what was taken over: it stands there to be looked at.
  const isChosen = Object.hasOwn(form.answers, item.id);
  const choose = (option: string): void =>
    change((current) => ({
      ...current,
      answers: { ...current.answers, [item.id]: option },
      seen: [...current.seen.filter((each) => each !== item.id), item.id],
    }));
  return (
    <fieldset className={`item${isChanged ? ' changed' : ''}`} id={`item-${item.id}`}>
      <legend>
        <span className="item-id">{item.id}</span> {words(item.question)}
      </legend>
      <LastTime before={before && words(before.words)} isSeen={isSeen} isChanged={isChanged} />
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
  /** In words; undefined for a first assessment. */
  readonly before: string | undefined;
  readonly isSeen: boolean;
  readonly isChanged: boolean;
}

function LastTime({ before, isSeen, isChanged }: LastTimeProps) {
  const say = useSay();
  if (before === undefined) return null;
  return (
    <p className="hint">
      {say(isSeen ? 'assess.lastTime' : 'assess.lastTime.unseen', { answer: before })}{' '}
      {isChanged ? <span className="badge">{say('assess.changed')}</span> : null}
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
      value={form.notes[item.id] ?? ''}
      maxLength={1_000}
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
