import { listMeasuresOfCircle } from '../../contracts/reviews/measures.js';
import { call } from '../api/call.js';
import { everyPage } from '../api/every-page.js';
import type { Standings } from './standing.js';

/** How the measures of a circle stand with the server. */
export async function readStandings(circle: string): Promise<Standings> {
  const items = await everyPage((cursor) =>
    call(listMeasuresOfCircle, { params: { id: circle }, query: { cursor } }),
  );
  return new Map(items.map((item) => [item.id, item]));
}
