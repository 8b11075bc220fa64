import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beat, readConversation } from '../../../src/contracts/inbox/inbox.js';
import { kinds } from '../../../src/e2ee/circle/header.js';
import { hex } from '../../../src/e2ee/shared/bytes.js';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.js';
import { start } from '../../../src/server/app/main.js';
import { freePort } from '../../builders/free-port.js';
import { StaffClient } from '../../server/support/staff-client.js';
import { makeTestDatabase, type TestDatabase } from '../../server/support/test-database.js';
import { bots, environment, eventually } from '../support/house.js';
import { foundHotline, type Operator } from '../support/operator.js';
import { ServerProcess } from '../support/server-process.js';

const contact = 1001;
const kills = 12;
/** From before the write is committed until after it has left; chosen anew each run. */
const longestLife = 250;

let test: TestDatabase;
let sandbox: Sandbox;
let server: ServerProcess;
let url: string;
let mira: Operator;
let talk: string;

beforeAll(async () => {
  test = await makeTestDatabase();
  sandbox = await startSandbox({ port: 0, bots });
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const env: NodeJS.ProcessEnv = {
    ...environment(test.url, sandbox.url),
    ZAKLON_EVALUATION: '1',
    ZAKLON_DEMO_STAFF: '0',
    PORT: String(port),
  };
  // Founding an organisation belongs to the calm before.
  const calm = await start(env);
  const token = readFileSync(join(env['DATA_DIR']!, 'set-up-token'), 'utf8').trim();
  const browser = (): StaffClient => StaffClient.at(url);
  [mira] = (await foundHotline(browser, token, ['Mira', 'Lena'])).operators as [Operator, Operator];
  sandbox.phone(contact).send('intake', 'zdravo');
  await eventually(async () => (await mira.list()).length === 1);
  talk = (await mira.list())[0]!.id;
  await mira.claim(talk);
  await calm.stop();
  server = new ServerProcess(env, join(mkdtempSync(join(tmpdir(), 'zaklon-replies-')), 'server.log'));
  await comeUp();
});

afterAll(async () => {
  await server.stop();
  await sandbox.stop();
  await test.drop();
});

async function comeUp(): Promise<void> {
  if (!server.running) server.start();
  await eventually(async () => (await mira.browser.call(beat)).claims.includes(talk as never));
}

/** As her console does it: when no answer is heard, it looks whether the reply is there before it is sent again. */
async function say(text: string): Promise<void> {
  for (;;) {
    try {
      await mira.reply(talk, text);
      return;
    } catch {
      await eventually(async () => (await mira.transcript(talk)).length > 0);
      if ((await mira.transcript(talk)).includes(`reply: ${text}`)) return;
    }
  }
}

const onPhone = (text: string): number =>
  sandbox
    .phone(contact)
    .messages('intake')
    .filter((message) => message.from === 'bot' && message.text === text).length;

/** What the inbox shows of every reply, by its text. */
async function fates(): Promise<Map<string, string[]>> {
  const { opened } = await mira.read(talk);
  const { replies } = await mira.browser.call(readConversation, { params: { id: talk } });
  const states = new Map(replies.map(({ record, state }) => [hex(record), state]));
  const all = new Map<string, string[]>();
  for (const content of opened.contents) {
    if (content.state !== 'read' || content.envelope.header.kind !== kinds.reply) continue;
    const { text } = JSON.parse(content.text) as { text: string };
    all.set(text, [...(all.get(text) ?? []), states.get(hex(content.envelope.hash)) ?? 'none']);
  }
  return all;
}

const isSettled = async (): Promise<boolean> =>
  [...(await fates()).values()].flat().every((state) => state !== 'waiting');

describe('a server that is killed while replies go out', () => {
  it(`brings each to her phone once or shows it as uncertain, through ${kills} kills`, async () => {
    const texts = Array.from({ length: kills }, (_, index) => `odgovor ${index}`);
    for (const text of texts) {
      const said = say(text);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * longestLife));
      await server.kill();
      await comeUp();
      await said;
    }
    await eventually(isSettled);

    const known = await fates();
    const uncertain = texts.filter((text) => known.get(text)?.includes('uncertain'));
    console.log(
      `killed ${server.kills} times; ${texts.length} replies, ${uncertain.length} shown as uncertain`,
    );
    for (const text of texts) {
      expect([text, known.get(text)]).toEqual([text, [expect.stringMatching(/^(sent|uncertain)$/)]]);
      expect(onPhone(text)).toBeLessThanOrEqual(1);
      if (known.get(text)?.[0] === 'sent') expect(onPhone(text)).toBe(1);
    }
    expect(server.crashes).toBe(0);
  });

  it.each([
    ['after it arrived', 'after-effect', 1],
    ['before it arrived', 'before-effect', 0],
  ] as const)(
    'shows a reply as uncertain, and sends it no second time, when it was killed while Telegram was silent %s',
    async (_when, after, shown) => {
      const text = `odgovor, ${after}`;
      const asked = sandbox.calls('intake', 'sendMessage').length;
      sandbox.faults.next({
        method: 'sendMessage',
        bot: 'intake',
        chatId: contact,
        fault: { kind: 'timeout' },
        after,
      });
      await say(text);
      await eventually(() => sandbox.calls('intake', 'sendMessage').length > asked);
      await server.kill();
      await comeUp();
      await eventually(isSettled);

      expect((await fates()).get(text)).toEqual(['uncertain']);
      expect(onPhone(text)).toBe(shown);
      const [item] = await mira.list();
      expect(item).toMatchObject({ openReply: { state: 'uncertain' } });
      expect(item?.answerDueAt).not.toBeNull();
    },
  );
});
