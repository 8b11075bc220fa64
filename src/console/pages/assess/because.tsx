import { shortNameOfItem } from '../../assessing/name-of-item.js';
import { useWording } from '../../assessing/use-wording.js';
import type { Instrument, ItemId } from '../../../domain/assessment/instrument.js';
import { useSay } from '../../i18n/language.js';

interface BecauseProps {
  readonly instrument: Instrument;
  /** The questions whose answers ask for it. */
  readonly because: readonly ItemId[];
}

/** Why a measure is there: which questions ask for it, in words. */
export function Because({ instrument, because }: BecauseProps) {
  const say = useSay();
  const words = useWording();
  if (because.length === 0) return null;
  return (
    <div className="hint because">
      {say('plan.because')}
      <ul>
        {because.map((id) => (
          <li key={id}>{shortNameOfItem(instrument, id, words)}</li>
        ))}
      </ul>
    </div>
  );
}
