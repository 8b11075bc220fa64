import { useSay } from '../i18n/language.js';
import { Tick } from '../parts/fields.js';

/** The rights as the protocol's epoch records have them. */
export const right = { read: 1, write: 2, grant: 4 } as const;

interface TicksProps {
  readonly extra: number;
  readonly choose: (extra: number) => void;
}

/** What somebody may do beside reading, which everybody in a circle may. */
export function RightTicks({ extra, choose }: TicksProps) {
  const say = useSay();
  return (
    <fieldset>
      <legend>{say('consoleCase.members.rights')}</legend>
      {(['write', 'grant'] as const).map((each) => (
        <Tick
          key={each}
          label={say(`consoleCase.right.${each}`)}
          checked={(extra & right[each]) !== 0}
          onChange={() => choose(extra ^ right[each])}
        />
      ))}
    </fieldset>
  );
}
