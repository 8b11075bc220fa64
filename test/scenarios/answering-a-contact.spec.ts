import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  acceptOffer,
  agreeToWrite,
  beat,
  countOutcomes,
  endConversation,
  listConversations,
  markInContact,
  markUnsafe,
  raiseContactAlert,
  readConversation,
  readInbox,
  sendReply,
} from '../../src/contracts/inbox/inbox.js';
import { readEdge } from '../../src/contracts/inbox/edge.js';
import { instant } from '../../src/domain/shared/time.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import { start, type Running } from '../../src/server/app/main.js';
import { rows } from '../../src/server/platform/database/database.js';
import { EventLine } from '../server/support/event-line.js';
import { refusal } from '../server/support/refusal.js';
import { StaffClient } from '../server/support/staff-client.js';
import { makeTestDatabase, type TestDatabase } from '../server/support/test-database.js';
import { bots, environment, eventually } from './support/house.js';
import { foundHotline, type Operator } from './support/operator.js';
import { everyTable, findings } from './support/search-everything.js';
import { walk } from './support/walk.js';

const [contact, early, other] = [1001, 1002, 1003];

let test: TestDatabase;
let sandbox: Sandbox;
let running: Running;
let admin: StaffClient;
let mira: Operator;
let lena: Operator;
let talk: string;

/** One house and one story: the promises follow one another. */
beforeAll(async () => {
  test = await makeTestDatabase();
  sandbox = await startSandbox({ port: 0, bots });
  const env: NodeJS.ProcessEnv = {
    ...environment(test.url, sandbox.url),
    ZAKLON_EVALUATION: '1',
    ZAKLON_DEMO_STAFF: '0',
  };
  running = await start(env);
  sandbox.phone(early).send('intake', 'pišem pre nego što iko može da čita');
  await eventually(
    async () => (await rows(test.database.reader, 'select 1 from held_back_entry')).length === 1,
  );
  const token = readFileSync(join(env['DATA_DIR']!, 'set-up-token'), 'utf8').trim();
  const url = running.url.replace('[::1]', '127.0.0.1');
  const browser = (): StaffClient => StaffClient.at(url);
  const hotline = await foundHotline(browser, token, ['Mira', 'Lena', 'Vera']);
  admin = hotline.admin;
  [mira, lena] = hotline.operators as [Operator, Operator, Operator];
});

afterAll(async () => {
  await running.stop();
  await sandbox.stop();
  await test.drop();
});

const heard = (phone: number): string[] =>
  sandbox
    .phone(phone)
    .messages('intake')
    .filter(({ from }) => from === 'bot')
    .map(({ text }) => text);

describe('from a contact’s message to an answer on her phone', () => {
  it('moves what came before the inbox existed into it', async () => {
    await eventually(
      async () => (await rows(test.database.reader, 'select 1 from held_back_entry')).length === 0,
    );

    const state = await admin.call(readEdge);
    const [first] = await mira.list();
    expect(state).toMatchObject({ enrolled: 'enrolled', trust: 'trusted', heldBack: 0, possession: null });
    expect(await lena.transcript(first!.id)).toEqual(['text: pišem pre nego što iko može da čita']);
  });

  it('lists a frightened contact first, with her answers while the questions still run', async () => {
    const phone = sandbox.phone(contact);
    phone.send('intake', '/start');
    await walk(phone, ['English', 'Yes', 'Start', 'About me', 'No, not']);
    phone.send('intake', 'he will be back soon');
    phone.send('intake', 'please answer');
    await eventually(async () => (await mira.list())[0]?.messages === 2);

    const [first] = await mira.list();
    talk = first!.id;
    expect(first).toMatchObject({ state: 'open', claim: null, newMessages: 2, reach: 'reachable' });
    expect(await mira.transcript(talk)).toEqual(['text: he will be back soon', 'text: please answer']);
  });

  it('is hers who takes it: the colleague is refused, and cannot reply either', async () => {
    const [one, two] = await Promise.allSettled([mira.claim(talk), lena.claim(talk)]);
    const [holder, colleague] = one.status === 'fulfilled' ? [mira, lena] : [lena, mira];

    expect([one.status, two.status].sort()).toEqual(['fulfilled', 'rejected']);
    expect(await refusal(colleague.claim(talk))).toBe('claimed-by-other');
    expect(await refusal(colleague.reply(talk, 'two at once'))).toBe('not-claimed');
    expect((await colleague.list())[0]?.claim).toMatchObject({ by: holder.person.id });
    if (holder === lena) [mira, lena] = [lena, mira];
  });

  it('takes no record in her conversation by any other way: not as a note of a hand-over, not as a bare record', async () => {
    const { record } = await lena.compose(talk, 'written without having it');
    const path = `/api/v1/circles/${lena.inbox}/channels/${talk}/records`;
    const bare = await lena.browser.raw('POST', path, {
      row: Buffer.from(record.row).toString('base64'),
      wrap: Buffer.from(record.wrap).toString('base64'),
    });

    expect(await refusal(lena.offer(talk, mira.person, 'written without having it'))).toBe('not-claimed');
    expect([bare.status, await refusal(lena.browser.call(markInContact, { params: { id: talk } }))]).toEqual([
      404,
      'not-claimed',
    ]);
    expect((await mira.transcript(talk)).join()).not.toContain('without having it');
  });

  it('is listed page by page, in the same order, each once, and takes no cursor that it did not give', async () => {
    const list = (query: Record<string, string | number>) => mira.browser.call(listConversations, { query });
    const whole = (await list({})).items.map(({ id }) => id);
    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Awaited<ReturnType<typeof list>> = await list(
        cursor === '' ? { limit: 1 } : { limit: 1, cursor },
      );
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }

    expect(paged).toEqual(whole);
    expect(paged.length).toBeGreaterThan(1);
    expect(await refusal(list({ cursor: 'of-my-own' }))).toBe('cursor-unknown');
  });

  it('brings the reply to her phone once, quietly, and stops the answer clock', async () => {
    await mira.reply(talk, 'We are here. Are you alone?');
    await eventually(() => heard(contact).includes('We are here. Are you alone?'));
    await eventually(async () => (await mira.list()).find(({ id }) => id === talk)?.answeredAt !== null);

    const sent = sandbox
      .phone(contact)
      .messages('intake')
      .filter(({ text }) => text.startsWith('We are here'));
    const shown = await mira.browser.call(readConversation, { params: { id: talk } });
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ silent: true, protectContent: true });
    expect(shown).toMatchObject({ answerDueAt: null, openReply: null, language: 'en' });
    expect(shown.replies.map(({ state }) => state)).toEqual(['sent']);
    const [left] = await rows<{ sealed: unknown }>(test.database.reader, 'select sealed from contact_reply');
    expect(left?.sealed).toBeNull();
    expect((await mira.transcript(talk)).at(-1)).toBe('reply: We are here. Are you alone?');
  });

  it('takes the same reply once, however often it is posted', async () => {
    const composed = await mira.compose(talk, 'only once');
    const post = () => mira.browser.call(sendReply, { params: { id: talk }, body: composed });
    await post();

    expect(await refusal(post())).toBe('chain-superseded');
    await eventually(() => heard(contact).includes('only once'));
    expect(heard(contact).filter((text) => text === 'only once')).toHaveLength(1);
  });

  it.each([
    ['offer', { to: 'somebody', note: null }, ['to', 'note']],
    ['replies', { notBefore: 'soon' }, ['record', 'sealed', 'signature', 'notBefore', 'notAfter']],
    ['end', { outcome: 'gone-away' }, ['outcome']],
    ['alerts', { level: 'BLUE' }, ['level']],
    ['writing-agreed?x=1', { reason: 'gone-away' }, []],
  ] as const)(
    'refuses what %s cannot be, names the fields, and repeats nothing',
    async (what, body, fields) => {
      const answer = await mira.browser.raw('POST', `/api/v1/inbox/conversations/${talk}/${what}`, body);

      expect(answer.status).toBe(400);
      for (const field of fields) expect(answer.text).toContain(field);
      expect(answer.text).not.toMatch(/somebody|gone-away|BLUE|soon/);
      expect((await mira.list())[0]).toMatchObject({ id: talk, state: 'open' });
    },
  );

  it('answers a reply that is posted again with its key as before, and refuses another one under the same key', async () => {
    const key = 'the-key-of-one-reply';
    const body = await mira.compose(talk, 'heard once');
    const post = (what: typeof body) =>
      mira.browser.call(sendReply, { params: { id: talk }, body: what, key });
    const [one, again] = [await post(body), await post(body)];
    const other = await mira.compose(talk, 'another text');

    expect(again.id).toBe(one.id);
    expect(await refusal(post(other))).toBe('key-reused');
    await eventually(() => heard(contact).includes('heard once'));
    expect(heard(contact).filter((text) => text === 'heard once')).toHaveLength(1);
    expect(heard(contact)).not.toContain('another text');
  });

  it('tells a console that lost its line what changed meanwhile: which conversation, and nothing of it', async () => {
    const url = running.url.replace('[::1]', '127.0.0.1');
    const line = await EventLine.open(url, { cookie: mira.browser.cookie! });
    const { at } = line;
    line.close();
    await line.ended;
    sandbox.phone(contact).send('intake', 'said while the line was broken');
    await eventually(async () =>
      (await mira.transcript(talk)).includes('text: said while the line was broken'),
    );

    const resumed = await EventLine.open(url, { cookie: mira.browser.cookie! }, at);
    await eventually(() => resumed.heard.some(({ kind }) => kind === 'inbox-conversation'));
    resumed.close();

    const [told] = resumed.heard.filter(({ kind }) => kind === 'inbox-conversation');
    expect(told).toMatchObject({ subject: talk });
    expect(JSON.stringify(resumed.heard)).not.toContain('broken');
  });

  it('is handed over with a note that stays with the conversation, once the colleague accepts', async () => {
    await mira.offer(talk, lena.person, 'She wants to speak with somebody older.');
    const offered = (await lena.list()).find(({ id }) => id === talk)?.claim;
    await lena.browser.call(acceptOffer, { params: { id: talk } });

    expect(offered).toMatchObject({ by: mira.person.id, offeredTo: lena.person.id });
    expect((await lena.transcript(talk)).at(-1)).toBe('note: She wants to speak with somebody older.');
    expect(heard(contact).join()).not.toContain('somebody older');
    expect((await mira.browser.call(beat)).claims).toEqual([]);
    expect((await lena.browser.call(beat)).claims).toEqual([talk]);
    expect(await refusal(mira.reply(talk, 'still me'))).toBe('not-claimed');
  });

  it('raises an alert, once', async () => {
    const raise = () =>
      lena.browser.call(raiseContactAlert, { params: { id: talk }, body: { level: 'RED' } });
    const [first, again] = [await raise(), await raise()];

    expect(first).toEqual(again);
    const alerts = await rows<{ level: string }>(
      test.database.reader,
      `select level from alert where subject_id = $1 and level = 'RED' and resolved_at is null`,
      [talk],
    );
    expect(alerts).toHaveLength(1);
  });

  it('lets nobody write once it is unsafe, and takes back what waited', async () => {
    const hour = 3_600_000;
    const later = { notBefore: instant(Date.now() + hour), notAfter: instant(Date.now() + 2 * hour) };
    const waiting = await lena.reply(talk, 'for later', later);
    await lena.browser.call(markUnsafe, { params: { id: talk } });

    const shown = await lena.browser.call(readConversation, { params: { id: talk } });
    expect(waiting.state).toBe('waiting');
    expect(shown).toMatchObject({ replyLocked: true, openReply: { state: 'failed', fault: 'locked' } });
    expect(await refusal(lena.reply(talk, 'too late'))).toBe('reply-locked');
  });

  it('opens the lock when two of the inbox agree, each for herself, and writes both down', async () => {
    const agree = (who: Operator) => who.browser.call(agreeToWrite, { params: { id: talk } });
    const first = [await agree(lena), await agree(lena)];
    const shown = await mira.browser.call(readConversation, { params: { id: talk } });
    const second = await agree(mira);

    expect(first).toEqual([{ outcome: 'agreed' }, { outcome: 'agreed' }]);
    expect(shown).toMatchObject({ replyLocked: true, agreed: { by: lena.person.id } });
    expect(second).toEqual({ outcome: 'unlocked' });
    expect(await refusal(agree(mira))).toBe('reply-open');
    expect(await refusal(admin.call(agreeToWrite, { params: { id: talk } }))).toBe('not-allowed');
    const open = await lena.browser.call(readConversation, { params: { id: talk } });
    expect(open).toMatchObject({ replyLocked: false, agreed: null, unsafeAt: null });
    expect(open.answerDueAt).not.toBeNull();
    const kept = await rows<{ kind: string }>(
      test.database.reader,
      `select kind from audit where subject = $1 and kind like 'reply-unlock%' order by id`,
      [talk],
    );
    expect(kept.map(({ kind }) => kind)).toEqual([
      'reply-unlock-agreed',
      'reply-unlock-agreed',
      'reply-unlocked',
    ]);
  });

  it('shows that she left, and writes to her no more', async () => {
    sandbox.phone(other).send('intake', 'zdravo');
    await eventually(async () => (await mira.list()).length === 3);
    sandbox.phone(other).send('intake', '/izlaz');
    await eventually(async () => (await mira.list()).some(({ reach }) => reach === 'left'));
    const gone = (await mira.list()).find(({ reach }) => reach === 'left')!;
    await mira.claim(gone.id);

    expect(await refusal(mira.reply(gone.id, 'are you there?'))).toBe('contact-gone');
  });

  it('ends in one tap, and is counted by kind', async () => {
    const end = await lena.browser.call(endConversation, {
      params: { id: talk },
      body: { outcome: 'false-alarm' },
    });
    const { counts } = await lena.browser.call(countOutcomes);

    expect(end).toEqual({ outcome: 'closed' });
    expect(counts).toEqual([expect.objectContaining({ outcome: 'false-alarm', count: 1 })]);
    expect((await lena.list()).some(({ id }) => id === talk)).toBe(false);
    expect((await lena.list('closed')).map(({ id }) => id)).toEqual([talk]);
    expect(await lena.browser.call(readInbox)).toMatchObject({ open: 2, flood: { active: false } });
    const open = await rows(
      test.database.reader,
      'select 1 from alert where subject_id = $1 and resolved_at is null',
      [talk],
    );
    expect(open).toEqual([]);
  });

  it('is found in no table: not what she wrote, not the replies, sent or waiting, not the note between colleagues', async () => {
    const said = [
      'pišem pre nego što iko može da čita',
      'he will be back soon',
      'We are here. Are you alone?',
      'only once',
      'for later',
      'She wants to speak with somebody older.',
    ];
    const tables = await everyTable(test.database.reader);

    expect(findings(said, tables)).toEqual([]);
    expect([...tables.keys()]).toEqual(
      expect.arrayContaining([
        'public.contact_reply',
        'public.held_back_entry',
        'public.edge_key',
        'public.outbox',
      ]),
    );
  });

  it('is for operators of this inbox only', async () => {
    expect(await refusal(admin.call(readInbox))).toBe('not-allowed');
  });
});
