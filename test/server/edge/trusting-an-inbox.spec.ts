import { randomUUID } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConversationId } from '../../../src/domain/shared/ids.js';
import { instant } from '../../../src/domain/shared/time.js';
import { EdgeVault } from '../../../src/e2ee/edge-vault.js';
import { ops } from '../../../src/e2ee/directory/entry.js';
import { admin, mallory, Organisation } from '../../e2ee/builders/organisation.js';
import { ManualClock } from '../../fakes/manual-clock.js';
import { RecordingLog } from '../../fakes/recording-log.js';
import { everything, lena, mira, to } from '../circles/circles-house.js';
import { makeTestDatabase, type TestDatabase } from '../support/test-database.js';
import { TestEdge, TestInbox } from '../support/test-inbox.js';

const vault = new EdgeVault(new Uint8Array(32).fill(9));

let test: TestDatabase;
let clock: ManualClock;
let log: RecordingLog;
let edge: TestEdge;
let inbox: TestInbox;
let id: ConversationId;

beforeAll(async () => {
  test = await makeTestDatabase();
});
afterAll(() => test.drop());

beforeEach(async () => {
  await test.empty();
  clock = new ManualClock();
  log = new RecordingLog();
  edge = new TestEdge(vault, clock, log);
  inbox = await TestInbox.found(test.database, vault, clock);
  id = randomUUID() as ConversationId;
});

const seals = (text: string, by = edge) =>
  test.database.transaction((tx) => by.seal.run(tx, id, { kind: 'text', at: instant(clock.now()), text }));

const trust = async (by = edge): Promise<string> => {
  const looked = await test.database.transaction((tx) =>
    by.trusted.look(tx, ({ inboxId }) => by.inbound.look(tx, inboxId)),
  );
  return looked.trust === 'trusted' ? 'trusted' : [looked.trust, looked.reason].filter(Boolean).join(' ');
};

/** The process ends and begins again, on the same machine. */
const restarted = (): TestEdge => new TestEdge(vault, clock, log, edge.folder);

const change = async (): Promise<void> => {
  const held = await inbox.circles.as(mira).hold(inbox.id);
  const { epoch, wraps } = inbox.circles.as(mira).composeEpoch(held, [to(mira, everything)]);
  await inbox.circles.as(mira).sendEpoch(inbox.id, epoch, wraps);
};

const sql = (statement: string): Promise<unknown> => test.database.reader.query(statement);

/** The database as it was before the newest epoch. */
async function rollBackInbox(): Promise<void> {
  await sql(`delete from chain_record where kind = 0 and seq = 2`);
  await sql(
    `update circle set epoch = 1, head_seq = 1, head_hash = (select hash from chain_record where kind = 0)`,
  );
}

describe('the edge', () => {
  it('seals to nobody before it is told of an inbox, then to that one, and says so once', async () => {
    expect([await seals('a'), await seals('b')]).toEqual(['not-trusted', 'not-trusted']);
    edge.anchor.set(inbox.anchor);
    expect([await seals('c'), await seals('d')]).toEqual(['sealed', 'sealed']);

    expect((await inbox.said()).map((said) => said.kind === 'text' && said.text)).toEqual(['c', 'd']);
    expect(log.lines.map(({ event }) => event).filter((event) => event.startsWith('edge-trusts'))).toEqual([
      'edge-trusts-no-inbox',
      'edge-trusts-inbox',
    ]);
  });

  it('seals to the members of a new epoch as soon as there is one', async () => {
    edge.anchor.set(inbox.anchor);
    await change();
    await seals('only for Mira');

    expect(await inbox.said(mira)).toHaveLength(1);
    await expect(inbox.said(lena)).rejects.toMatchObject({ code: 'circle-unknown' });
  });

  it.each(['at once', 'after a restart'])('notices %s that the inbox was rolled back', async (when) => {
    edge.anchor.set(inbox.anchor);
    await change();
    expect(await trust()).toBe('trusted');
    await rollBackInbox();

    const now = when === 'at once' ? edge : restarted();
    expect(await trust(now)).toBe('inbox-refused rolled-back');
    expect(await seals('not for Lena any more', now)).toBe('not-trusted');
  });

  it('notices that the inbox was changed, or another one put in its place', async () => {
    edge.anchor.set(inbox.anchor);
    const other = await inbox.circles.as(mira).open('inbox', [to(mira, everything)]);
    await sql(`update chain_record set bytes = (select bytes from chain_record where circle_id = '${other}'),
      hash = sha256('x') where circle_id = '${inbox.id}'`);

    expect(await trust()).toMatch(/^inbox-refused/);
  });

  it('believes no directory that begins with another root, or that was rolled back', async () => {
    edge.anchor.set(inbox.anchor);
    inbox.circles.organisation.rotate('goran', 2, 4);
    await inbox.publish();
    expect(await trust()).toBe('trusted');

    await sql(`delete from directory_entry where seq = (select max(seq) from directory_entry)`);
    expect([await trust(), await trust(restarted())]).toEqual([
      'directory-refused rollback',
      'directory-refused rollback',
    ]);
    const foreign = new Organisation().entry({ op: ops.adminAdd, subject: admin, signer: mallory });
    await test.database.reader.query(`update directory_entry set bytes = $1 where seq = 1`, [
      Buffer.from(foreign),
    ]);
    expect(await trust(new TestEdge(vault, clock, log))).toBe('no-anchor');
    expect(await trust(restarted())).toMatch(/^directory-refused/);
  });

  it('holds messages back rather than losing them when its memory cannot be read', async () => {
    edge.anchor.set(inbox.anchor);
    await seals('remembered');
    const [pins] = readdirSync(edge.folder).filter((file) => file.startsWith('edge-pins-'));
    writeFileSync(join(edge.folder, pins!), 'half a fi');

    const again = restarted();
    expect([await seals('not lost', again), await trust(again)]).toEqual([
      'not-trusted',
      'inbox-refused memory',
    ]);
  });

  it('is silent once its own key was revoked', async () => {
    edge.anchor.set(inbox.anchor);
    await seals('still in force');
    const own = await edge.keys.current(test.database.reader);
    inbox.circles.organisation.revoke(own);
    await inbox.publish();

    expect(await trust()).toBe('no-keys');
    expect(await seals('after')).toBe('not-trusted');
    const fresh = await edge.keys.replace(test.database.reader, own.id);
    expect(fresh.id).not.toBe(own.id);
  });

  it('has keys that a dump cannot open, and the same in every process', async () => {
    const own = await edge.keys.current(test.database.reader);
    const again = await restarted().keys.current(test.database.reader);
    const stranger = new TestEdge(new EdgeVault(new Uint8Array(32).fill(1)), clock, log);

    expect(again.signing.publicKey).toEqual(own.signing.publicKey);
    await expect(stranger.keys.current(test.database.reader)).rejects.toMatchObject({
      code: 'vault-refused',
    });
  });
});
