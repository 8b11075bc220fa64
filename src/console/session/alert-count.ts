import { useCallback, useEffect, useState } from 'react';
import { countOpenAlerts } from '../../contracts/escalation/alerts.js';
import { call } from '../api/call.js';
import { useLive } from './live.js';
import type { Me } from './session.js';

/** How many alerts nobody has, live; 0 for administrators, who see none. */
export function useWaitingAlerts({ roles, needsSecondFactor }: Me): number {
  const isWatch = !roles.includes('administrator') && !needsSecondFactor;
  const [waiting, setWaiting] = useState(0);
  const read = useCallback(async (): Promise<void> => {
    if (!isWatch) return;
    const count = await call(countOpenAlerts).catch(() => undefined);
    if (count) setWaiting(count.waiting);
  }, [isWatch]);
  useEffect(() => void read(), [read]);
  useLive(isWatch ? ['alert'] : [], () => void read());
  return waiting;
}
