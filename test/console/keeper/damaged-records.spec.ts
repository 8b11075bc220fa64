import { changeCircleMembers, renewCircle } from '../../../src/console/keeper/change-members.js';
import { newId } from '../../../src/console/assessing/new-id.js';
import { readCase, writeNote } from '../../../src/console/keeper/circles.js';
import { openCircleOf, type Confirmed } from '../../../src/console/keeper/open-circles.js';
import { listPeople } from '../../../src/console/keeper/people.js';
import { lookAtUnreadable } from '../../../src/console/keeper/rewrap-circle.js';
import { failureOf } from '../../../src/console/session/failure.js';
import { readCircle } from '../../../src/contracts/circles/circles.js';
import { appendRecord, readChain } from '../../../src/contracts/circles/records.js';
import { idBytes } from '../../../src/contracts/shared/scalars.js';
import { CaseChain } from '../../../src/e2ee/circle/case-chain.js';
import { composeRecord } from '../../../src/e2ee/circle/compose-record.js';
import { kinds } from '../../../src/e2ee/circle/header.js';
import { unlockEpoch } from '../../../src/e2ee/circle/unlock-epoch.js';
import { randomBytes } from '../../../src/e2ee/hazmat/chance.js';
import { CirclesModule } from '../../../src/server/circles/circles.module.js';
import { ApiHouse } from '../../server/support/api-house.js';
import type { Founding, ProblemAnswer, StaffClient } from '../../server/support/staff-client.js';
import { KeeperDesk } from './keeper-desk.js';

let house: ApiHouse;
let office: StaffClient;
let founding: Founding;
let desk: KeeperDesk;
let goran: StaffClient;

beforeAll(async () => {
  house = await ApiHouse.open({ modules: (identity) => [CirclesModule.with(identity)] });
  office = house.browser();
  founding = await office.found(await house.setUpToken(), { dutyName: 'Olga', roles: ['administrator'] });
  const [mira, other] = [house.browser('192.0.2.2'), house.browser('192.0.2.3')];
  goran = other;
  await office.enrol(mira, { dutyName: 'Mira', roles: ['coordinator'] }, founding.admin.identity);
  await office.enrol(goran, { dutyName: 'Goran', roles: ['case-worker'] }, founding.admin.identity);
  desk = await KeeperDesk.of(mira);
}, 120_000);
afterAll(async () => {
  desk.leave();
  await house.close();
});

const goranById = (): string => goran.person!.id;

async function confirmed(): Promise<Confirmed> {
  const { people } = await listPeople();
  return { userId: goranById(), words: people.find(({ id }) => id === goranById())!.words };
}

/** A case of Mira and Goran with three notes, of which somebody with the database has changed the second. */
async function aDamagedCase(): Promise<string> {
  const members = [{ ...(await confirmed()), rights: 3 }];
  const id = await openCircleOf({ kind: 'client-case', subjectId: null, members });
  for (const text of ['one', 'two', 'three']) await writeNote(id, { text, object: newId(), base: null });
  return id;
}

/** One bit of a sealed text, or of a wrapped key, which no reader of this epoch has seen yet. */
const spoilRecord = (id: string): Promise<unknown> =>
  house.test.source.query(
    `update chain_record set bytes = set_byte(bytes, 300, get_byte(bytes, 300) # 1) where circle_id = $1 and seq = 3`,
    [id],
  );
const spoilKey = (id: string): Promise<unknown> =>
  house.test.source.query(
    `update circle_wrap set wrap = set_byte(wrap, 60, get_byte(wrap, 60) # 1)
     from chain_record where hash = record_hash and circle_wrap.circle_id = $1 and seq = 3`,
    [id],
  );

async function codeOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return 'nothing refused';
  } catch (caught) {
    return (caught as Partial<ProblemAnswer>).code ?? failureOf(caught).code;
  }
}

/** From another browser, so that Mira's reads it for the first time when it is spoiled. */
async function goranWrites(id: string, text: string): Promise<void> {
  const { identity } = goran.person!;
  const { records } = await goran.call(readChain, { params: { id } });
  const { grant } = await goran.call(readCircle, { params: { id } });
  const rows = records.map(({ bytes }) => bytes);
  const chain = CaseChain.read(idBytes(id), await goran.directory(), rows);
  const { wrapKey } = unlockEpoch(chain, identity, grant!);
  const writing = { author: identity, kind: kinds.note, object: randomBytes(16), ms: Date.now(), text };
  const { row, wrap } = composeRecord(chain, wrapKey, writing);
  await goran.call(appendRecord, { params: { id }, body: { row, wrap } });
}

const withoutGoran = () => ({ kind: 'remove', userId: goranById() }) as const;

describe('a record that names an entry of the directory from a moment ago', () => {
  it('is sound, also to a browser that had read the directory just before', async () => {
    const members = [{ ...(await confirmed()), rights: 3 }];
    const id = await openCircleOf({ kind: 'client-case', subjectId: null, members });
    await writeNote(id, { text: 'one', object: newId(), base: null });
    let written = false;
    desk.meanwhile = async ({ path }) => {
      if (written || !path.includes('/records')) return;
      written = true;
      const newcomer = house.browser('192.0.2.9');
      await office.enrol(newcomer, { dutyName: 'Lena', roles: ['case-worker'] }, founding.admin.identity);
      await goranWrites(id, 'two');
    };

    const view = await readCase(id);
    desk.meanwhile = async () => undefined;

    expect(written).toBe(true);
    expect([view.standing, view.lines.map(({ kind }) => kind)]).toEqual(['whole', ['note', 'note']]);
  });
});

describe('a case in which the sealed text of one record was spoiled in the database', () => {
  it('shows its place as failed, and a new key leaves behind the key that fits no record', async () => {
    const members = [{ ...(await confirmed()), rights: 3 }];
    const id = await openCircleOf({ kind: 'client-case', subjectId: null, members });
    for (const text of ['one', 'two', 'three']) await goranWrites(id, text);
    await spoilRecord(id);

    const shown = await lookAtUnreadable(id);
    await changeCircleMembers(
      id,
      withoutGoran(),
      shown.map(({ record }) => record),
    );

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
    const shown = await lookAtUnreadable(id);
    await changeCircleMembers(
      id,
      withoutGoran(),
      shown.map(({ record }) => record),
    );

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
    await office.revoke(goran.person!.id, founding.admin.identity);

    const outcomes = [await codeOf(renewCircle(damaged, [])), await codeOf(renewCircle(sound, []))];

    expect(outcomes).toEqual(['records-damaged', 'nothing refused']);
    expect((await readCase(sound)).members.map(({ name }) => name)).toEqual(['Mira']);
  });
});
