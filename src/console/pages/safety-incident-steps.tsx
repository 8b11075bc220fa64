import { longestIncidentText, type IncidentText } from '../../contracts/sealed/incident.js';
import {
  INCIDENT_CHANNELS,
  INCIDENT_CONCLUSIONS,
  INCIDENT_KINDS,
  INCIDENT_PATTERNS,
  INCIDENT_REPORTED_TO,
  INCIDENT_TARGETS,
  type IncidentStep,
} from '../../domain/safety/incident.js';
import { useSay } from '../i18n/language.js';
import { Choice } from '../parts/choice.js';
import { Field, Tick } from '../parts/fields.js';
import { LongText } from '../parts/long-text.js';
import { toggled } from './safety-people.js';
import { useZone } from '../i18n/zone.js';
import { readWallText, wallText } from '../../domain/shared/wall-text.js';

interface StepProps {
  readonly incident: IncidentText;
  readonly change: (over: Partial<IncidentText>) => void;
}

/** The fields of one step. */
export function StepFields({ step, ...props }: StepProps & { readonly step: IncidentStep }) {
  const { incident, change } = props;
  const say = useSay();
  switch (step) {
    case 'facts':
      return <Facts {...props} />;
    case 'pattern':
      return (
        <Choice
          label={say('consoleSafety.field.pattern')}
          value={incident.pattern ?? ''}
          options={[
            ['', say('consoleSafety.choose')],
            ...INCIDENT_PATTERNS.map((each) => [each, say(`consoleSafety.pattern.${each}`)] as const),
          ]}
          change={(pattern) => change({ pattern: pattern || null })}
        />
      );
    case 'aim':
      return (
        <LongText
          label={say('consoleSafety.field.aim')}
          value={incident.aim}
          most={longestIncidentText}
          change={(aim) => change({ aim })}
        />
      );
    case 'source':
      return (
        <LongText
          label={say('consoleSafety.field.source')}
          value={incident.source}
          most={longestIncidentText}
          change={(source) => change({ source })}
        />
      );
    case 'conclusion':
      return <Conclusion {...props} />;
  }
}

function Facts({ incident, change }: StepProps) {
  const say = useSay();
  const zone = useZone();
  return (
    <>
      <Field
        label={say('consoleSafety.field.occurred')}
        type="datetime-local"
        value={wallText(incident.occurredAt, zone)}
        onChange={(event) => {
          const at = readWallText(event.target.value, zone);
          if (at !== null) change({ occurredAt: at });
        }}
      />
      <Choice
        label={say('consoleSafety.field.kind')}
        value={incident.kind}
        options={INCIDENT_KINDS.map((each) => [each, say(`consoleSafety.kind.${each}`)] as const)}
        change={(kind) => change({ kind })}
      />
      <fieldset>
        <legend>{say('consoleSafety.field.target')}</legend>
        {INCIDENT_TARGETS.map((each) => (
          <Tick
            key={each}
            label={say(`consoleSafety.target.${each}`)}
            checked={incident.target.includes(each)}
            onChange={() => change({ target: [...toggled(incident.target, each)] })}
          />
        ))}
      </fieldset>
      <Choice
        label={say('consoleSafety.field.channel')}
        value={incident.channel}
        options={INCIDENT_CHANNELS.map((each) => [each, say(`consoleSafety.channel.${each}`)] as const)}
        change={(channel) => change({ channel })}
      />
      <LongText
        label={say('consoleSafety.field.facts')}
        value={incident.facts}
        most={longestIncidentText}
        change={(facts) => change({ facts })}
      />
    </>
  );
}

function Conclusion({ incident, change }: StepProps) {
  const say = useSay();
  return (
    <>
      <Choice
        label={say('consoleSafety.field.conclusion')}
        value={incident.conclusion ?? ''}
        options={[
          ['', say('consoleSafety.choose')],
          ...INCIDENT_CONCLUSIONS.map((each) => [each, say(`consoleSafety.conclusion.${each}`)] as const),
        ]}
        change={(conclusion) => change({ conclusion: conclusion || null })}
      />
      <fieldset>
        <legend>{say('consoleSafety.field.reportedTo')}</legend>
        {INCIDENT_REPORTED_TO.map((each) => (
          <Tick
            key={each}
            label={say(`consoleSafety.reportedTo.${each}`)}
            checked={incident.reportedTo.includes(each)}
            onChange={() => change({ reportedTo: [...toggled(incident.reportedTo, each)] })}
          />
        ))}
      </fieldset>
      <LongText
        label={say('consoleSafety.field.action')}
        value={incident.actionTaken}
        most={longestIncidentText}
        change={(actionTaken) => change({ actionTaken })}
      />
    </>
  );
}
