import { listStaff } from '../../contracts/identity/directory.js';
import { idText } from '../../contracts/shared/scalars.js';
import { call } from './call.js';

/** Duty names by id, also of those who have left. */
export async function namesOfStaff(): Promise<ReadonlyMap<string, string>> {
  const { items } = await call(listStaff);
  return new Map(items.map(({ id, dutyName }) => [String(id), dutyName]));
}

/** Finds the duty name by an id as it stands in what is signed; empty for somebody who has none. */
export const namesIn =
  (names: ReadonlyMap<string, string>) =>
  (id: Uint8Array): string =>
    names.get(idText(id)) ?? '';
