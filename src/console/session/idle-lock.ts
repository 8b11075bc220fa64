import { useEffect } from 'react';
import { session } from './session.js';

const idleMs = 15 * 60_000;
const lookEvery = 10_000;

/** Locks after 15 minutes without a key, a touch or a move; also when the device slept through them. */
export function useIdleLock(): void {
  useEffect(() => {
    let last = Date.now();
    const note = (): void => {
      if (Date.now() - last > idleMs) void session.lock();
      else last = Date.now();
    };
    const look = (): void => {
      if (Date.now() - last > idleMs) void session.lock();
    };
    const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
    for (const sign of signs) addEventListener(sign, note, { passive: true });
    document.addEventListener('visibilitychange', look);
    const timer = setInterval(look, lookEvery);
    return () => {
      for (const sign of signs) removeEventListener(sign, note);
      document.removeEventListener('visibilitychange', look);
      clearInterval(timer);
    };
  }, []);
}
