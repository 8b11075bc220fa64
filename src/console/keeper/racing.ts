import { ApiRefused } from '../api/refused.js';

/** A lost race is run again this often before it is shown. */
const mostRaces = 8;
const lostRaces = ['chain-superseded', 'wraps-incomplete'];

/** Runs an intention again, from what is there now, whenever a colleague was faster. @param lost the codes that say so */
export async function racing<T>(act: () => Promise<T>, lost: readonly string[] = lostRaces): Promise<T> {
  for (let race = 1; ; race += 1) {
    try {
      return await act();
    } catch (caught) {
      const isLost = caught instanceof ApiRefused && lost.includes(caught.code);
      if (!isLost || race === mostRaces) throw caught;
    }
  }
}
