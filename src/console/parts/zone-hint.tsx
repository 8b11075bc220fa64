import { useSay } from '../i18n/language.js';
import { isOnDevice, useZone } from '../i18n/zone.js';

/** Said where somebody could read an hour of the house as one of this device: on a journey, and in browsers that always say UTC. */
export function ZoneHint() {
  const say = useSay();
  const zone = useZone();
  return isOnDevice(zone, Date.now()) ? null : <p className="hint">{say('console.clock.zone', { zone })}</p>;
}
