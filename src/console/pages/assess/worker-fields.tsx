import type { AssessmentText } from '../../../contracts/sealed/assessment.js';
import { LEVELS, levelNumber } from '../../../domain/assessment/level.js';
import { useSay } from '../../i18n/language.js';
import { Choice } from '../../parts/choice.js';
import { Field } from '../../parts/fields.js';
import type { PartProps } from './part-props.js';
import { TookPart } from './person-fields.js';

type Worker = AssessmentText['about'] & { is: 'worker' };

/** On which case she is at risk, and how much danger the person whom she helps is in. */
export function WorkerFields({ form, change }: PartProps) {
  const say = useSay();
  const { about } = form;
  if (about.is !== 'worker') return null;
  const set = (part: Partial<Worker>): void =>
    change((current) =>
      current.about.is === 'worker' ? { ...current, about: { ...current.about, ...part } } : current,
    );
  return (
    <>
      <Field
        label={say('assess.caseNumber')}
        hint={say('assess.caseNumber.hint')}
        inputMode="numeric"
        value={about.caseNumber ?? ''}
        onChange={({ target }) => set({ caseNumber: Number.parseInt(target.value, 10) || null })}
      />
      <Choice
        label={say('assess.victimLevel')}
        hint={say('assess.victimLevel.hint')}
        value={about.victimLevel ?? 'unknown'}
        options={[
          ['unknown', say('assess.victimLevel.unknown')],
          ...LEVELS.map((level) => [level, say(`level.${levelNumber(level)}`)] as const),
        ]}
        change={(level) => set({ victimLevel: level === 'unknown' ? null : level })}
      />
      <TookPart is={about.tookPart} whyNot={about.whyNot} label={say('assess.workerTookPart')} set={set} />
    </>
  );
}
