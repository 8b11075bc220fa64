import { useId } from 'react';
import type { PlannedMeasure } from '../../assessing/planned-measure.js';
import type { Standing } from '../../assessing/standing.js';
import type { Instrument } from '../../../domain/assessment/instrument.js';
import { MEASURE_OWNERS, MEASURE_STATES } from '../../../domain/review/measure.js';
import { nameOfMeasure } from '../../assessing/name-of-measure.js';
import { useWording } from '../../assessing/use-wording.js';
import { useSay } from '../../i18n/language.js';
import type { MemberView } from '../../keeper/view-circle.js';
import { Choice } from '../../parts/choice.js';
import { Field } from '../../parts/fields.js';
import { useZone } from '../../i18n/zone.js';
import { readWallText, wallText } from '../../../domain/shared/wall-text.js';
import { Because } from './because.js';

interface MeasureFieldsProps {
  readonly instrument: Instrument;
  readonly measure: PlannedMeasure;
  /** Undefined for one that was not signed yet. */
  readonly standing: Standing | undefined;
  readonly members: readonly MemberView[];
  readonly change: (measure: PlannedMeasure) => void;
  readonly remove: () => void;
}

/** One measure: in which words, whose it is, until when, and how it stands. */
export function MeasureFields({
  instrument,
  measure,
  standing,
  members,
  change,
  remove,
}: MeasureFieldsProps) {
  const say = useSay();
  const words = useWording();
  const id = useId();
  const zone = useZone();
  const isLate = standing?.when === 'overdue' && measure.state === 'open';
  return (
    <fieldset className={`item${isLate ? ' is-late' : ''}`}>
      <legend>
        {nameOfMeasure(instrument, { measure: measure.measure, words: '' }, words) || say('plan.own')}
      </legend>
      <Marks standing={standing} isLate={isLate} />
      <Because instrument={instrument} because={measure.because} />
      <Field
        label={say(measure.measure === null ? 'plan.words.own' : 'plan.words')}
        value={measure.words}
        most={2_000}
        onChange={({ target }) => change({ ...measure, words: target.value })}
      />
      <div className="fields">
        <Owner measure={measure} members={members} change={change} />
        <div className="field">
          <label htmlFor={`${id}-due`}>{say('plan.due')}</label>
          <input
            autoComplete="off"
            id={`${id}-due`}
            type="datetime-local"
            required
            value={wallText(measure.due, zone)}
            onChange={({ target }) => {
              const due = readWallText(target.value, zone);
              if (due !== null) change({ ...measure, due });
            }}
          />
        </div>
        <Choice
          label={say('plan.state')}
          value={measure.state}
          options={MEASURE_STATES.map((state) => [state, say(`plan.state.${state}`)] as const)}
          change={(state) => change({ ...measure, state })}
        />
      </div>
      {standing ? null : (
        <button type="button" className="quiet" onClick={remove}>
          {say('plan.remove')}
        </button>
      )}
    </fieldset>
  );
}

interface MarksProps {
  readonly standing: Standing | undefined;
  readonly isLate: boolean;
}

function Marks({ standing, isLate }: MarksProps) {
  const say = useSay();
  return (
    <p>
      {isLate ? <span className="badge bad">{say('plan.overdue')}</span> : null}{' '}
      {standing?.ownerless ? <span className="badge bad">{say('myReviews.ownerless')}</span> : null}
      {standing?.effect ? (
        <span className="badge">{say('plan.judged', { effect: say(`plan.effect.${standing.effect}`) })}</span>
      ) : null}
    </p>
  );
}

interface OwnerProps {
  readonly measure: PlannedMeasure;
  readonly members: readonly MemberView[];
  readonly change: (measure: PlannedMeasure) => void;
}

/** A member by name, or whoever has a function or a role in this case. */
function Owner({ measure, members, change }: OwnerProps) {
  const say = useSay();
  const { owner } = measure;
  const people = members.filter(({ isRecovery }) => !isRecovery);
  const value = owner.is === 'person' ? `person ${owner.staffId}` : `function ${owner.name}`;
  const isGone = owner.is === 'person' && !people.some(({ id }) => id === owner.staffId);
  const options: (readonly [string, string])[] = [
    ...MEASURE_OWNERS.map((name) => [`function ${name}`, say(`plan.owner.${name}`)] as const),
    ...people.map(({ id, name }) => [`person ${id}`, name] as const),
    ...(isGone ? [[value, say('plan.owner.gone')] as const] : []),
  ];
  return (
    <Choice
      label={say('plan.owner')}
      value={value}
      options={options}
      change={(chosen) => change({ ...measure, owner: ownerFrom(chosen) })}
    />
  );
}

function ownerFrom(chosen: string): PlannedMeasure['owner'] {
  const [is, id = ''] = chosen.split(' ');
  const name = MEASURE_OWNERS.find((each) => each === id);
  return is === 'function' && name
    ? { is: 'function', name }
    : { is: 'person', staffId: id as (PlannedMeasure['owner'] & { is: 'person' })['staffId'] };
}
