import { levelNamed } from '../../../domain/assessment/level.js';
import type { Instrument } from '../../../domain/assessment/instrument.js';
import { levelOfPlan } from '../../assessing/plan-form.js';
import type { SignedAssessment } from '../../assessing/read-file.js';
import { useWording } from '../../assessing/use-wording.js';
import { useSay } from '../../i18n/language.js';
import { LevelBadge } from '../../parts/level-badge.js';

interface LevelActionsProps {
  readonly instrument: Instrument;
  readonly last: SignedAssessment;
}

/** The least that the level asks for, on top of single measures. */
export function LevelActions({ instrument, last }: LevelActionsProps) {
  const say = useSay();
  const words = useWording();
  const actions = instrument.levelActions?.[levelNamed(levelOfPlan(last))];
  return (
    <section className="card" aria-labelledby="level-asks">
      <h2 id="level-asks">
        {say('plan.level')} <LevelBadge level={levelOfPlan(last)} />
      </h2>
      {actions ? (
        <ul>
          <li>{words(actions.plan)}</li>
          <li>{say('plan.contact', { often: words(actions.contact) })}</li>
          {actions.conferenceHours === null ? null : (
            <li>{say('plan.conference', { hours: actions.conferenceHours })}</li>
          )}
          {actions.signOff === 'supervisor' ? <li>{say('plan.supervisor')}</li> : null}
          {actions.staffAssessment ? <li>{words(actions.staffAssessment)}</li> : null}
          {actions.locksCase ? <li>{say('plan.lock')}</li> : null}
        </ul>
      ) : (
        <p className="hint">{say('plan.level.none')}</p>
      )}
    </section>
  );
}
