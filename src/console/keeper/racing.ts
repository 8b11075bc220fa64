import { ApiRefused } from '../api/call.js';

/** A lost race is run again this often before it is shown. */
const mostRaces = 8;
const lostRaces: ReadonlySet<string> = new Set(['chain-superseded', 'wraps-incomplete']);

/** Runs an intention again, from the newer chain, whenever a colleague was faster. */
export async function racing<T>(act: () => Promise<T>): Promise<T> {
  for (let race = 1; ; race += 1) {
    try {
      return await act();
    } catch (caught) {
      const isLost = caught instanceof ApiRefused && lostRaces.has(caught.code);
      if (!isLost || race === mostRaces) throw caught;
    }
  }
}
