import type { Duration } from '../../../domain/shared/time.js';

/** Waits for `work`, but not longer than `span`. `late`: it did not end in time, and goes on by itself. */
export async function within(span: Duration, work: Promise<unknown>): Promise<'done' | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), span)));
  try {
    return await Promise.race([work.then(() => 'done' as const), late]);
  } finally {
    clearTimeout(timer);
  }
}
