import { useSyncExternalStore } from 'react';
import { minutesOff, onClockHeard } from '../api/clock.js';
import { useSay } from '../i18n/language.js';
import { Notice } from './notice.js';

/** What is sealed carries this device's time, and deadlines are counted by it: a wrong clock is said before anything is written. */
export function ClockNotice() {
  const say = useSay();
  const off = useSyncExternalStore(onClockHeard, minutesOff);
  if (off === 0) return null;
  const words = off > 0 ? 'console.clock.ahead' : 'console.clock.behind';
  return <Notice tone="warn">{say(words, { minutes: Math.abs(off) })}</Notice>;
}
