/**
 * What the hotline spine costs, beside the bare ceiling of PostgreSQL and BullMQ in the same run.
 *
 *   npm run bench spine
 *
 * Prints a line each: what, how much, and its share of the ceiling.
 */
import { Queue, Worker, createPostgresBackend } from 'bullmq';
import pg from 'pg';
import type { Update } from 'grammy/types';
import { EdgeVault } from '../src/e2ee/edge-vault.js';
import { instant, plus, seconds, type Instant } from '../src/domain/shared/time.js';
import { entities } from '../src/server/app/entities.js';
import { ActOnOutcomes } from '../src/server/intake/act-on-outcomes.js';
import { ChatRepository } from '../src/server/intake/chat.repository.js';
import { CodeWordRepository } from '../src/server/intake/code-word.repository.js';
import { ConversationRepository } from '../src/server/intake/conversation.repository.js';
import { HearContact } from '../src/server/intake/hear-contact.js';
import { IntakeVoice } from '../src/server/intake/intake-parcels.js';
import { MessageRepository } from '../src/server/intake/message.repository.js';
import { KeepAnswers } from '../src/server/intake/keep-answers.js';
import { ReplyRepository } from '../src/server/intake/reply.repository.js';
import { SafeHoursSeal } from '../src/server/intake/safe-hours-seal.js';
import { WithdrawReplies } from '../src/server/intake/withdraw-replies.js';
import { TestEdge, TestInbox } from '../test/server/support/test-inbox.js';
import { ScriptSeal } from '../src/server/intake/script-seal.js';
import { SpeakToContact } from '../src/server/intake/speak-to-contact.js';
import { TakeContactUpdate } from '../src/server/intake/take-contact-update.js';
import { systemClock } from '../src/server/platform/clock/clock.js';
import { Notifications } from '../src/server/platform/database/notifications.js';
import { readHotlineInstrument } from '../src/server/platform/instruments/read-instrument.js';
import type { Courier } from '../src/server/platform/outbox/courier.js';
import { Outbox } from '../src/server/platform/outbox/outbox.js';
import { RelayLoop } from '../src/server/platform/outbox/relay-loop.js';
import { OutboxRelay } from '../src/server/platform/outbox/relay.js';
import { AlarmQueue } from '../src/server/platform/queue/alarm-queue.js';
import { ReceiveUpdate } from '../src/server/platform/telegram/receive-update.js';
import { DANGER_WORDS } from '../src/texts/danger-words.js';
import { silentLog } from '../test/fakes/silent-log.js';
import { makeTestDatabase, type TestDatabase } from '../test/server/support/test-database.js';

const lanes = 8;
const vault = new EdgeVault(new Uint8Array(32).fill(1));
const outbox = new Outbox(vault, systemClock);

const print = (what: string, figure: string, beside = ''): void =>
  console.log(`${what.padEnd(58)} ${figure.padStart(16)}  ${beside}`);
const perSecond = (count: number, milliseconds: number): number => Math.round((count * 1_000) / milliseconds);
const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(0)} % of it`;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** Runs `count` pieces of work, `lanes` at a time. */
async function inLanes(count: number, work: (index: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  return timed(() => Promise.all(Array.from({ length: lanes }, lane)));
}

async function bareInserts(test: TestDatabase): Promise<number> {
  const pool = new pg.Pool({ connectionString: test.url, max: lanes });
  await pool.query('create table bare (id bigint generated always as identity primary key, body bytea)');
  const body = Buffer.alloc(600, 7);
  const count = 4_000;
  const took = await inLanes(count, () => pool.query('insert into bare (body) values ($1)', [body]));
  await pool.end();
  return perSecond(count, took);
}

async function aReceiver(test: TestDatabase): Promise<ReceiveUpdate> {
  const hit = readHotlineInstrument();
  const [chats, words] = [new ChatRepository(vault), new CodeWordRepository(vault)];
  const edge = new TestEdge(vault, systemClock, silentLog);
  const inbox = await TestInbox.found(test.database, vault, systemClock);
  edge.anchor.set(inbox.anchor);
  const conversations = new ConversationRepository();
  const messages = new MessageRepository(edge.seal, vault);
  const answers = new KeepAnswers(vault, messages);
  const replies = new WithdrawReplies(systemClock, new ReplyRepository(), outbox);
  const voice = new IntakeVoice(outbox);
  const outcomes = new ActOnOutcomes(
    hit,
    null,
    messages,
    answers,
    new SafeHoursSeal(vault),
    words,
    replies,
    outbox,
    { run: async () => undefined },
  );
  const hear = new HearContact(
    hit,
    systemClock,
    conversations,
    words,
    new ScriptSeal(vault),
    outcomes,
    edge.tell,
  );
  const speak = new SpeakToContact(hit, null, new ScriptSeal(vault), voice);
  const take = new TakeContactUpdate(
    systemClock,
    silentLog,
    chats,
    conversations,
    messages,
    hear,
    speak,
    voice,
    DANGER_WORDS,
    edge.tell,
  );
  return new ReceiveUpdate(test.database, vault, systemClock, silentLog, take);
}

let updateId = 1;
const anUpdate = (chat: number): Update => ({
  update_id: updateId++,
  message: {
    message_id: updateId,
    date: 0,
    chat: { id: chat, type: 'private', first_name: 'x' },
    from: { id: chat, is_bot: false, first_name: 'x' },
    text: 'ne znam šta da radim, molim vas javite se kada možete',
  },
});

async function intake(test: TestDatabase, ceiling: number): Promise<void> {
  const receive = await aReceiver(test);
  const count = 1_600;
  const side = await inLanes(count, (index) => receive.run(anUpdate(1_000 + (index % 50))));
  print(
    'messages of 50 chats taken in, one commit each',
    `${perSecond(count, side)}/s`,
    share(perSecond(count, side), ceiling),
  );
  const flood = Array.from({ length: 2_000 }, () => anUpdate(77));
  const took = await timed(async () => {
    for (let from = 0; from < flood.length; from += 20) await receive.runAll(flood.slice(from, from + 20));
  });
  print(
    'messages of one flooding chat, twenty to a commit',
    `${perSecond(flood.length, took)}/s`,
    share(perSecond(flood.length, took), ceiling),
  );
}

function percentile(values: readonly number[], part: number): string {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1);
}

async function fromCommitToCourier(test: TestDatabase): Promise<void> {
  const carried = new Map<string, (at: number) => void>();
  const courier: Courier = {
    channel: 'mail',
    deliver: async ({ payload }) => {
      if (typeof payload === 'string') carried.get(payload)?.(performance.now());
      return { result: 'sent' };
    },
  };
  const relay = new OutboxRelay(test.database, outbox, systemClock, silentLog, [courier], []);
  const notifications = new Notifications(test.url, silentLog);
  const loop = new RelayLoop(relay, notifications, silentLog);
  loop.start();
  await notifications.start();
  const late: number[] = [];
  for (let count = 0; count < 300; count += 1) {
    const arrival = new Promise<number>((resolve) => carried.set(String(count), resolve));
    await test.database.transaction((tx) =>
      outbox.put(tx, { channel: 'mail', topic: 'x', payload: String(count) }),
    );
    const committed = performance.now();
    late.push((await arrival) - committed);
  }
  await loop.stop();
  await notifications.stop();
  print(
    'from commit to the courier, over LISTEN/NOTIFY',
    `p50 ${percentile(late, 0.5)} ms`,
    `p99 ${percentile(late, 0.99)} ms`,
  );
}

/** How late alarms ring that are due a second from now, all at once. */
async function lateness(
  ring: (name: string, dueAt: Instant) => Promise<unknown>,
  rung: number[],
  count: number,
): Promise<string> {
  const due = plus(instant(Date.now()), seconds(3));
  await Promise.all(Array.from({ length: count }, (_, index) => ring(`${index}`, due)));
  while (rung.length < count) await new Promise((resolve) => setTimeout(resolve, 20));
  const late = rung.map((at) => at - due);
  return `p50 ${percentile(late, 0.5)} ms, p99 ${percentile(late, 0.99)} ms`;
}

async function alarms(test: TestDatabase, redisUrl: string | null): Promise<void> {
  const queue = new AlarmQueue({ databaseUrl: test.url, redisUrl }, systemClock, silentLog);
  const rung: number[] = [];
  queue.answer([{ name: 'bench', ring: async () => void rung.push(Date.now()) }]);
  const ref = (name: string) => `00000000-0000-4000-8000-${name.padStart(12, '0')}`;
  const said = await lateness(
    (name, dueAt) => queue.set({ name: 'bench', ref: ref(name), dueAt }),
    rung,
    200,
  );
  print(`200 alarms due at once ring late, on ${redisUrl ? 'Redis' : 'PostgreSQL'}`, '', said);
  await queue.close();
}

/** The ceiling of the line above on PostgreSQL: BullMQ by itself. */
async function bareAlarms(test: TestDatabase): Promise<void> {
  const connection = { connectionString: test.url, schema: 'bare_bullmq', migrate: true, max: 2 };
  const queue = new Queue('bare', { connection }, createPostgresBackend);
  const rung: number[] = [];
  const worker = new Worker(
    'bare',
    async () => void rung.push(Date.now()),
    { connection, concurrency: 4 },
    createPostgresBackend,
  );
  const said = await lateness(
    (name, due) => queue.add(name, {}, { delay: Math.max(0, due - Date.now()) }),
    rung,
    200,
  );
  print('200 jobs of bare BullMQ due at once, on PostgreSQL', '', said);
  await worker.close();
  await queue.close();
}

/** Looking for what is due must not become dearer with what is stored. */
async function sweeps(test: TestDatabase): Promise<void> {
  const conversations = new ConversationRepository();
  const look = async (): Promise<number> => {
    const now = instant(Date.now());
    const took = await timed(async () => {
      for (let count = 0; count < 200; count += 1) {
        await conversations.answerOverdue(test.database.reader, now);
        await conversations.silent(test.database.reader, now);
      }
    });
    return took / 200;
  };
  await test.empty();
  const empty = await look();
  await test.source.query(
    `with c as (insert into chat (id, chat_hash, chat_sealed, reachability, burst_began_at, created_at)
       select gen_random_uuid(), int8send(n), '\\x00', 'reachable', now(), now() from generate_series(1, 100000) n returning id)
     insert into conversation (id, chat_id, state, priority, last_inbound_at, opened_at, closed_at, outcome)
       select gen_random_uuid(), id, 'closed', 'BLUE', now(), now(), now(), 'resolved' from c`,
  );
  await test.source.query('analyze conversation');
  const full = await look();
  print('a sweep with nothing due, 0 conversations stored', `${empty.toFixed(2)} ms`);
  print(
    'a sweep with nothing due, 100,000 stored',
    `${full.toFixed(2)} ms`,
    `${(full / empty).toFixed(1)} times`,
  );
}

const test = await makeTestDatabase(entities);
try {
  const ceiling = await bareInserts(test);
  print(`bare insert and commit, ${lanes} connections`, `${ceiling}/s`, 'the ceiling');
  await intake(test, ceiling);
  await fromCommitToCourier(test);
  await bareAlarms(test);
  await alarms(test, null);
  const redisUrl = process.env['ZAKLON_TEST_REDIS_URL'];
  if (redisUrl === undefined) print('alarms on Redis', 'left out', 'no redis-server was found');
  else await alarms(test, redisUrl);
  await sweeps(test);
} finally {
  await test.drop();
}
