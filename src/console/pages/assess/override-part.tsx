import { LEVELS, levelNumber, stepsBetween, type Level } from '../../../domain/assessment/level.js';
import type { Instrument } from '../../../domain/assessment/instrument.js';
import { mayLower, needsSecondPerson, overrideFaults } from '../../../domain/assessment/override.js';
import type { Score } from '../../../domain/assessment/score.js';
import { useSay } from '../../i18n/language.js';
import { Choice } from '../../parts/choice.js';
import { LongText } from '../../parts/long-text.js';
import { Notice } from '../../parts/notice.js';
import type { PartProps } from './part-props.js';

interface OverrideProps extends PartProps {
  readonly instrument: Instrument;
  readonly score: Score;
}

/** A person's own judgement beside the computed level. Both stay visible. */
export function OverridePart({ instrument, score, form, change }: OverrideProps) {
  const say = useSay();
  const { override } = form;
  const offered = LEVELS.filter((level) => isOffered(score, level, instrument));
  const set = (to: Level, reason: string): void =>
    change((current) => ({ ...current, override: to === score.level ? null : { to, reason } }));
  return (
    <section className="card" aria-labelledby="override">
      <h2 id="override">{say('assess.override')}</h2>
      <p className="hint">{say('assess.override.body')}</p>
      {score.level !== 'low' && !mayLower(score) ? <p>{say('assess.override.noLowering')}</p> : null}
      <Choice
        label={say('assess.override.level')}
        at="override.to"
        value={override?.to ?? score.level}
        options={offered.map(
          (level) =>
            [
              level,
              level === score.level
                ? say('assess.override.computed', { level: say(`level.${levelNumber(level)}`) })
                : say(`level.${levelNumber(level)}`),
            ] as const,
        )}
        change={(to) => set(to, override?.reason ?? '')}
      />
      {override ? <Reason {...{ instrument, score, form, change, override }} /> : null}
    </section>
  );
}

/** Every level above, and those below that the instrument allows. */
const isOffered = (score: Score, level: Level, { override }: Instrument): boolean => {
  const steps = stepsBetween(score.level, level);
  return steps >= 0 || (mayLower(score) && -steps <= override.downMaxLevels);
};

interface ReasonProps extends OverrideProps {
  readonly override: NonNullable<OverrideProps['form']['override']>;
}

function Reason({ instrument, score, override, change }: ReasonProps) {
  const say = useSay();
  const isDown = needsSecondPerson(score.level, override.to);
  const least = isDown ? instrument.override.downMinReasonChars : instrument.override.upMinReasonChars;
  const length = [...override.reason.trim()].length;
  const faults = overrideFaults(instrument, score, override).filter((fault) => fault !== 'reason-too-short');
  return (
    <>
      {faults.map((fault) => (
        <Notice key={fault} tone="bad">
          {say(`assess.override.fault.${fault}`)}
        </Notice>
      ))}
      <LongText
        label={say('assess.override.reason')}
        at="override.reason"
        hint={
          length < least
            ? say('assess.override.missing', { count: least - length, least })
            : say('assess.override.enough')
        }
        value={override.reason}
        most={4_000}
        change={(reason) => change((current) => ({ ...current, override: { to: override.to, reason } }))}
      />
      {isDown ? (
        <Notice tone="warn">
          {say('assess.override.second', { days: instrument.override.downValidDays })}
        </Notice>
      ) : null}
    </>
  );
}
