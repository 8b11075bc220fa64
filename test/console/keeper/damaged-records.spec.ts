import { changeCircleMembers, renewCircle } from '../../../src/console/keeper/change-members.js';
import { readCase } from '../../../src/console/keeper/circles.js';
import { lookAtUnreadable } from '../../../src/console/keeper/rewrap-circle.js';
import { readChain } from '../../../src/contracts/circles/records.js';
import type { StaffClient } from '../../server/support/staff-client.js';
import { aCase, codeOf, note, openKeeperHouse, wordsOf, type KeeperHouse } from './keeper-house.js';

let house: KeeperHouse;
let goran: StaffClient;

beforeAll(async () => {
  house = await openKeeperHouse();
  goran = await house.caseWorker('Goran');
});
afterAll(() => house.close());

const goranById = () => goran.person!.id;
const aCaseWithGoran = async () => aCase(await wordsOf(goranById()));

/** A case of Mira and Goran with three notes, of which somebody with the database has changed the second. */
async function aDamagedCase(): Promise<string> {
  const id = await aCaseWithGoran();
  for (const text of ['one', 'two', 'three']) await note(id, text);
  return id;
}

/** One bit of a sealed text, or of a wrapped key, which no reader of this epoch has seen yet. */
const spoilRecord = (id: string): Promise<unknown> =>
  house.api.test.source.query(
    `update chain_record set bytes = set_byte(bytes, 300, get_byte(bytes, 300) # 1) where circle_id = $1 and seq = 3`,
    [id],
  );
const spoilKey = (id: string): Promise<unknown> =>
  house.api.test.source.query(
    `update circle_wrap set wrap = set_byte(wrap, 60, get_byte(wrap, 60) # 1)
     from chain_record where hash = record_hash and circle_wrap.circle_id = $1 and seq = 3`,
    [id],
  );

const withoutGoran = () => ({ kind: 'remove', userId: goranById() }) as const;

/** Mira says yes to everything that stays behind. @returns what she was shown */
async function putGoranOut(id: string) {
  const shown = await lookAtUnreadable(id);
  const leftBehind = shown.map(({ record }) => record);
  await changeCircleMembers(id, withoutGoran(), leftBehind);
  return shown;
}

describe('a record that names an entry of the directory from a moment ago', () => {
  it('is sound, also to a browser that had read the directory just before', async () => {
    const id = await aCaseWithGoran();
    await note(id, 'one');
    let written = false;
    house.desk.meanwhile = async ({ path }) => {
      if (written || !path.includes('/records')) return;
      written = true;
      await house.caseWorker('Lena');
      await goran.circles.note(id, 'two');
    };

    const view = await readCase(id);
    house.desk.meanwhile = async () => undefined;

    expect(written).toBe(true);
    expect([view.standing, view.lines.map(({ kind }) => kind)]).toEqual(['whole', ['note', 'note']]);
  });
});

describe('a case in which the sealed text of one record was spoiled in the database', () => {
  it('shows its place as failed, and a new key leaves behind the key that fits no record', async () => {
    const id = await aCaseWithGoran();
    // From his browser, so that Mira's reads them for the first time when one is spoiled.
    for (const text of ['one', 'two', 'three']) await goran.circles.note(id, text);
    await spoilRecord(id);

    const shown = await putGoranOut(id);

    const view = await readCase(id);
    expect(shown.map(({ claimed }) => claimed)).toEqual([null]);
    expect(view.lines.map((line) => line.kind)).toEqual(['note', 'failed', 'note']);
    expect(await codeOf(goran.call(readChain, { params: { id } }))).toBe('circle-unknown');
  });
});

describe('a case in which the key of one record was spoiled in the database', () => {
  it('lets nobody be put out before somebody has said yes to what stays behind, and then shuts the door', async () => {
    const id = await aDamagedCase();
    await spoilKey(id);

    const unasked = await codeOf(changeCircleMembers(id, withoutGoran()));
    const shown = await putGoranOut(id);

    const view = await readCase(id);
    expect(unasked).toBe('records-damaged');
    expect(shown.map(({ claimed }) => claimed?.seq)).toEqual([3]);
    expect(await codeOf(goran.call(readChain, { params: { id } }))).toBe('circle-unknown');
    expect(view.members.map(({ name }) => name)).toEqual(['Mira']);
    expect(view.standing).toBe('damaged');
    expect(view.lines.map((line) => (line.kind === 'note' ? line.versions[0]?.text : line.reason))).toEqual([
      'one',
      'wrap-missing',
      'three',
    ]);
  });

  it('asks anew about a record that was not among those that were shown', async () => {
    const id = await aDamagedCase();
    await spoilKey(id);

    const answer = await codeOf(changeCircleMembers(id, withoutGoran(), ['00'.repeat(32)]));

    expect(answer).toBe('records-damaged');
    expect(await codeOf(goran.call(readChain, { params: { id } }))).toBe('nothing refused');
  });

  it('fails alone when somebody left and every circle gets a new key', async () => {
    const [damaged, sound] = [await aDamagedCase(), await aDamagedCase()];
    await spoilKey(damaged);
    await house.office.revoke(goranById(), house.founding.admin.identity);

    const outcomes = [await codeOf(renewCircle(damaged, [])), await codeOf(renewCircle(sound, []))];

    expect(outcomes).toEqual(['records-damaged', 'nothing refused']);
    expect((await readCase(sound)).members.map(({ name }) => name)).toEqual(['Mira']);
  });
});
