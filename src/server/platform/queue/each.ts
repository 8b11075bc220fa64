import type { Log } from '../logging/log.js';

/** A sweep looks again soon; more than this in one go would keep it from being stopped. */
const mostAtOnce = 1_000;

/**
 * Does `work` for every id that `find` brings, also past those for which it fails: one that trips must not hold up the rest.
 *
 * @param find due ids in any number, without those in `seen`
 */
export async function forEachDue<Id extends string>(
  find: (seen: readonly Id[]) => Promise<readonly Id[]>,
  work: (id: Id) => Promise<void>,
  log: Log,
  sweep: string,
): Promise<void> {
  const seen: Id[] = [];
  for (let ids = await find(seen); ids.length > 0 && seen.length < mostAtOnce; ids = await find(seen)) {
    for (const id of ids) {
      seen.push(id);
      await work(id).catch((error: unknown) => log.error('sweep-tripped', error, { sweep, id }));
    }
  }
}
