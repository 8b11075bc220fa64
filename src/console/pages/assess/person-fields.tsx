import { INFORMATION_SOURCES, type AssessmentText } from '../../../contracts/sealed/assessment.js';
import { useSay } from '../../i18n/language.js';
import { Choice } from '../../parts/choice.js';
import { Field, Tick } from '../../parts/fields.js';
import type { PartProps } from './part-props.js';

type Person = AssessmentText['about'] & { is: 'person' };

/** Whether she took part and agreed, who interpreted, and where the answers come from. */
export function PersonFields({ form, change }: PartProps) {
  const say = useSay();
  const { about } = form;
  if (about.is !== 'person') return null;
  const set = (part: Partial<Person>): void =>
    change((current) =>
      current.about.is === 'person' ? { ...current, about: { ...current.about, ...part } } : current,
    );
  return (
    <>
      <TookPart is={about.tookPart} whyNot={about.whyNot} label={say('assess.tookPart')} set={set} />
      <Choice
        label={say('assess.consent')}
        value={about.consent}
        options={(['yes', 'guardian', 'not_possible_vital_interest'] as const).map(
          (each) => [each, say(`assess.consent.${each}`)] as const,
        )}
        change={(consent) => set({ consent })}
      />
      <Choice
        label={say('assess.interpreter')}
        value={about.interpreter}
        options={(['none', 'vetted', 'not_vetted'] as const).map(
          (each) => [each, say(`assess.interpreter.${each}`)] as const,
        )}
        change={(interpreter) => set({ interpreter })}
      />
      <fieldset>
        <legend>{say('assess.sources')}</legend>
        <div className="ticks">
          {INFORMATION_SOURCES.map((source) => (
            <Tick
              key={source}
              label={say(`assess.sources.${source}`)}
              checked={about.sources.includes(source)}
              onChange={({ target }) =>
                set({
                  sources: target.checked
                    ? [...about.sources, source]
                    : about.sources.filter((each) => each !== source),
                })
              }
            />
          ))}
        </div>
      </fieldset>
      <Choice
        label={say('assess.ngos')}
        value={about.ngosConsulted}
        options={(['yes', 'no', 'none_involved'] as const).map(
          (each) => [each, say(`assess.ngos.${each}`)] as const,
        )}
        change={(ngosConsulted) => set({ ngosConsulted })}
      />
    </>
  );
}

interface TookPartProps {
  readonly label: string;
  readonly is: Person['tookPart'];
  readonly whyNot: string | null;
  readonly set: (part: Pick<Person, 'tookPart'> | Pick<Person, 'whyNot'>) => void;
}

export function TookPart({ label, is, whyNot, set }: TookPartProps) {
  const say = useSay();
  return (
    <>
      <Choice
        label={label}
        value={is}
        options={(['yes', 'partly', 'no'] as const).map(
          (each) => [each, say(`assess.tookPart.${each}`)] as const,
        )}
        change={(tookPart) => set({ tookPart })}
      />
      {is === 'no' ? (
        <Field
          label={say('assess.whyNot')}
          data-at="about.whyNot"
          value={whyNot ?? ''}
          most={2_000}
          onChange={({ target }) => set({ whyNot: target.value })}
        />
      ) : null}
    </>
  );
}
