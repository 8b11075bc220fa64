import type { AssessmentText } from '../../../contracts/sealed/assessment.js';
import { useSay } from '../../i18n/language.js';
import { Field } from '../../parts/fields.js';
import type { PartProps } from './part-props.js';

type Organisation = AssessmentText['about'] & { is: 'organisation' };

/** Which part of the organisation, which months, and who sat at the table. */
export function OrganisationFields({ form, change }: PartProps) {
  const say = useSay();
  const { about } = form;
  if (about.is !== 'organisation') return null;
  const set = (part: Partial<Organisation>): void =>
    change((current) =>
      current.about.is === 'organisation' ? { ...current, about: { ...current.about, ...part } } : current,
    );
  return (
    <>
      <Field
        label={say('assess.unit')}
        data-at="about.unit"
        value={about.unit}
        most={200}
        onChange={({ target }) => set({ unit: target.value })}
      />
      <div className="row">
        <Field
          label={say('assess.from')}
          type="date"
          value={about.from}
          onChange={({ target }) => set({ from: target.value })}
        />
        <Field
          label={say('assess.to')}
          data-at="about.to"
          type="date"
          value={about.to}
          onChange={({ target }) => set({ to: target.value })}
        />
      </div>
      <Field
        label={say('assess.participants')}
        data-at="about.participants"
        hint={say('assess.participants.hint')}
        value={about.participants}
        most={500}
        onChange={({ target }) => set({ participants: target.value })}
      />
    </>
  );
}
