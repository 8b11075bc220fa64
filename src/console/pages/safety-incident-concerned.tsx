import type { IncidentText } from '../../contracts/sealed/incident.js';
import { useSay } from '../i18n/language.js';
import { concernOf } from '../keeper/concern.js';
import type { SafetyCircles } from '../keeper/safety.js';
import { Tick } from '../parts/fields.js';
import { useMe } from '../session/session.js';
import { nameOfCircle, nameWithWorker } from '../parts/circle-name.js';
import { toggled } from './safety-people.js';

interface ConcernedProps {
  readonly circles: SafetyCircles;
  readonly names: ReadonlyMap<string, string>;
  readonly incident: IncidentText;
  readonly change: (over: Partial<IncidentText>) => void;
}

/** Those of my own cases and files that it concerns; of others I need not even know that they exist. */
export function Concerned({ circles, names, incident, change }: ConcernedProps) {
  const say = useSay();
  const { staffId } = useMe();
  const files = circles.files.filter((file) => concernOf(file, staffId) !== null);
  if (circles.cases.length === 0 && files.length === 0) return null;
  return (
    <fieldset>
      <legend>{say('consoleSafety.field.concerned')}</legend>
      <p className="hint">{say('consoleSafety.field.concerned.hint')}</p>
      {circles.cases.map((one) => {
        const { id, facts } = one;
        if (!facts) return null;
        const cases = [...toggled(incident.cases, facts.number)];
        return (
          <Tick
            key={id}
            label={nameOfCircle(one, say)}
            checked={incident.cases.includes(facts.number)}
            onChange={() => change({ cases })}
          />
        );
      })}
      {files.map((file) => (
        <Tick
          key={file.id}
          label={nameWithWorker(file, names, say)}
          checked={incident.files.includes(file.id)}
          onChange={() => change({ files: [...toggled(incident.files, file.id)] })}
        />
      ))}
    </fieldset>
  );
}
