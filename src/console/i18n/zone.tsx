import { createContext, use } from 'react';
import { instant } from '../../domain/shared/time.js';
import { wallText } from '../../domain/shared/wall-text.js';

/** This device's time zone. Browsers that hide who one is say UTC. */
const zoneOfDevice = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The house's zone, around everything that is shown once somebody is signed in. */
export const ZoneContext = createContext<string | undefined>(undefined);

/** Whether the wall clock of this device shows what that of `zone` shows at `ms`. */
export const isOnDevice = (zone: string, ms: number): boolean =>
  wallText(instant(ms), zone) === wallText(instant(ms), zoneOfDevice());

/** In whose clock times are shown and typed: the house's, at the door this device's. */
export const useZone = (): string => use(ZoneContext) ?? zoneOfDevice();
