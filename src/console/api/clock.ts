/** The answer's time is its second, and it may have been long on its way. */
const toleratedMs = 120_000;
const minuteMs = 60_000;

let minutes = 0;
const listeners = new Set<() => void>();

/** Compares this device's clock with the server's, which every answer names. */
export function hearClock({ headers }: Pick<Response, 'headers'>): void {
  const at = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(at)) return;
  const off = Date.now() - at;
  const heard = Math.abs(off) > toleratedMs ? Math.round(off / minuteMs) : 0;
  if (heard === minutes) return;
  minutes = heard;
  for (const listener of listeners) listener();
}

/** By how many minutes this device's clock is ahead of the server's; negative when it is behind; 0 when it is right. */
export const minutesOff = (): number => minutes;

/** The server's time: deadlines are counted by it, whatever this device shows. */
export const serverNow = (): number => Date.now() - minutes * minuteMs;

export const onClockHeard = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
