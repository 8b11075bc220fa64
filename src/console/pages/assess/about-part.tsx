import type { Instrument } from '../../../domain/assessment/instrument.js';
import { withReason, type Reason } from '../../assessing/form.js';
import type { SignedAssessment } from '../../assessing/read-file.js';
import { useWording } from '../../assessing/use-wording.js';
import { useSay } from '../../i18n/language.js';
import { Choice } from '../../parts/choice.js';
import { OrganisationFields } from './organisation-fields.js';
import type { PartProps } from './part-props.js';
import { PersonFields } from './person-fields.js';
import { WorkerFields } from './worker-fields.js';

interface AboutProps extends PartProps {
  readonly instrument: Instrument;
  readonly last: SignedAssessment | undefined;
}

/** Why now, and who took part. */
export function AboutPart({ instrument, form, last, change }: AboutProps) {
  const say = useSay();
  const words = useWording();
  const reasons: Reason[] = last ? ['scheduled', 'event', 'correction'] : ['initial', 'event'];
  return (
    <section className="card" aria-labelledby="about">
      <h2 id="about">{say('assess.about')}</h2>
      <Choice
        label={say('assess.reason')}
        hint={form.reason === 'correction' ? say('assess.reason.correction.hint') : undefined}
        value={form.reason}
        options={reasons.map((reason) => [reason, say(`assess.reason.${reason}`)] as const)}
        change={(reason) => change((current) => withReason(current, reason, last))}
      />
      {form.reason === 'event' ? (
        <Choice
          label={say('assess.trigger')}
          at="trigger"
          value={form.trigger ?? ''}
          empty={say('assess.choose')}
          options={instrument.triggers.map((trigger) => [trigger.id, words(trigger.words)] as const)}
          change={(trigger) => change((current) => ({ ...current, trigger }))}
        />
      ) : null}
      <PersonFields form={form} change={change} />
      <WorkerFields form={form} change={change} />
      <OrganisationFields form={form} change={change} />
    </section>
  );
}
