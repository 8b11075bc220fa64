import { readFileSync } from 'node:fs';
import { EdgeVault } from '../../../src/e2ee/edge-vault.js';
import type { StaffId } from '../../../src/domain/shared/ids.js';
import { checkEdgeSecret } from '../../../src/server/app/check-edge-secret.js';
import { EdgeKeys } from '../../../src/server/edge/edge-keys.js';
import { SecondFactor } from '../../../src/server/identity/second-factor.js';
import { ManualClock } from '../../fakes/manual-clock.js';
import { ChatRepository } from '../../../src/server/intake/chat.repository.js';
import { ConversationRepository } from '../../../src/server/intake/conversation.repository.js';
import { ConversationRow } from '../../../src/server/intake/conversation.row.js';
import { ReadConversations } from '../../../src/server/intake/read-conversations.js';
import { ReplyRepository } from '../../../src/server/intake/reply.repository.js';
import { SafeHoursSeal } from '../../../src/server/intake/safe-hours-seal.js';
import { makeTestDatabase, type TestDatabase } from '../support/test-database.js';

const clock = new ManualClock();
const vault = (fill: number): EdgeVault => new EdgeVault(new Uint8Array(32).fill(fill));
const her = '11111111-1111-4111-8111-111111111111' as StaffId;

const operations = readFileSync('docs/OPERATIONS.md', 'utf8');
const [, told = ''] = /### EDGE_SECRET is lost[\s\S]*?```sql\n([\s\S]*?)```/.exec(operations) ?? [];

/** What closed conversations must still point at; nobody opens it any more. */
const stays = ['chat.chat_hash', 'chat.chat_sealed', 'edge_secret_check.fingerprint'];

/** Every column that the threat model says needs the edge secret. */
function columnsOfTheSecret(): string[] {
  const found: string[] = [];
  let table = '';
  for (const line of readFileSync('docs/THREAT_MODEL.md', 'utf8').split('\n')) {
    table = /^#+ `(\w+)`/.exec(line)?.[1] ?? table;
    const [, column, what = ''] = /^\| `(\w+)`\s*\| (?:sealed|hash)\s*\|(.*)\|$/.exec(line) ?? [];
    if (column && /edge key|edge secret|keyed hash/i.test(what)) found.push(`${table}.${column}`);
  }
  return found;
}

let test: TestDatabase;

beforeAll(async () => {
  test = await makeTestDatabase([ConversationRow]);
});
afterAll(() => test.drop());

describe('what OPERATIONS says when EDGE_SECRET is lost', () => {
  it('takes away everything that only the lost secret could open or find', () => {
    const columns = columnsOfTheSecret();

    const left = columns.filter((place) => {
      const [table, column] = place.split('.') as [string, string];
      const updated = new RegExp(`update ${table} set [^;]*\\b${column} = null`).test(told);
      return !told.includes(`delete from ${table}`) && !updated;
    });

    expect(columns.length).toBeGreaterThan(15);
    expect(left.filter((place) => !stays.includes(place))).toEqual([]);
  });

  it('lets the house start with a new one, and people sign in', async () => {
    const { reader } = test.database;
    await checkEdgeSecret(test.database, vault(1), clock.now());
    const before = await test.database.transaction((tx) => new EdgeKeys(vault(1), clock).current(tx));
    await reader.query(`insert into staff (id, duty_name, roles, language, telegram_reachable, active, created_at)
      values ('${her}', 'Mira', '{operator}', 'en', false, true, now())`);
    await reader.query(
      `insert into account (staff_id, state, functions, kv, created_at) values ('${her}', 'active', '{}', 1, now())`,
    );
    await new SecondFactor(vault(1), clock).begin(reader, her);
    await reader.query(`update second_factor set confirmed_at = now()`);

    await reader.query(told);

    await checkEdgeSecret(test.database, vault(2), clock.now());
    const after = await test.database.transaction((tx) => new EdgeKeys(vault(2), clock).current(tx));
    expect(after.id).not.toBe(before.id);
    expect(await new SecondFactor(vault(2), clock).passes(reader, her, undefined)).toBe(true);
  });

  it('leaves what was said before in the list of what is over', async () => {
    const { reader } = test.database;
    const chats = new ChatRepository(vault(1));
    const { row } = await test.database.transaction(async (tx) => {
      const { id } = await chats.lock(tx, 4_001, clock.now());
      const begun = await new ConversationRepository().open(tx, id, clock.now());
      new SafeHoursSeal(vault(1)).write(begun.row, ['morning']);
      await new ConversationRepository().save(tx, begun.row);
      return begun;
    });

    await reader.query(told);

    const inbox = new ReadConversations(
      clock,
      'Europe/Belgrade',
      new SafeHoursSeal(vault(2)),
      new ChatRepository(vault(2)),
      new ReplyRepository(),
    );
    expect((await inbox.page(reader, 'closed', null, 10)).map(({ id, safe }) => [id, safe])).toEqual([
      [row.id, null],
    ]);
    expect(await inbox.languageOf(reader, row.id)).toBeNull();
  });
});
