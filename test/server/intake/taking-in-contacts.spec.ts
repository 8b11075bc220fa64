import { days, hours, instant, minutes, plus } from '../../../src/domain/shared/time.js';
import type { StaffId } from '../../../src/domain/shared/ids.js';
import { ConversationRow } from '../../../src/server/intake/conversation.row.js';
import { rows } from '../../../src/server/platform/database/database.js';
import { makeTestDatabase, type TestDatabase } from '../support/test-database.js';
import { IntakeHouse } from './intake-house.js';

const mira = '00000000-0000-4000-8000-000000000001' as StaffId;
const contact = 771_001;

let test: TestDatabase;
let house: IntakeHouse;

beforeAll(async () => {
  test = await makeTestDatabase([ConversationRow]);
});
beforeEach(async () => {
  await test.empty();
  house = new IntakeHouse(test);
});
afterAll(() => test.drop());

describe('a contact who is in danger now', () => {
  it('is RED at the tap, with an alert and a clock of two minutes, in one transaction', async () => {
    await house.toDanger(contact);
    await house.taps(contact, 'Yes, now');

    const conversation = await house.conversation();
    expect(conversation.priority).toBe('RED');
    expect(conversation.answerDueAt).toBe(plus(house.clock.now(), minutes(2)));
    expect(house.raised).toEqual([
      {
        kind: 'contact',
        level: 'RED',
        policyId: 'contact-RED',
        subject: { id: conversation.id, number: conversation.number },
      },
    ]);
    expect(house.phone(contact).screen?.text).toContain('192');
  });

  it('leaves the reasons to the inbox, sealed', async () => {
    await house.toDanger(contact);
    await house.taps(contact, 'Yes, now');

    const answers = (await house.inbox()).filter(({ kind }) => kind === 'answers');
    expect(answers.at(-1)?.content).toMatchObject({
      triage: { priority: 'RED', reasons: [{ rule: 'immediate', question: 'H2', answer: 'now' }] },
    });
  });

  it('stays RED when the same update is delivered again, and alerts once', async () => {
    const update = { update_id: 99, message: house.message(contact, { text: 'hoće da me ubije' }) };

    const first = await house.receive.run(update as never);
    const again = await house.receive.run(update as never);

    expect([first, again]).toEqual(['taken', 'known']);
    expect(house.raised).toHaveLength(1);
    expect((await house.inbox()).filter(({ kind }) => kind === 'text')).toHaveLength(1);
  });
});

describe('the answer clock', () => {
  beforeEach(async () => {
    await house.toDanger(contact);
    await house.taps(contact, 'Yes, now');
    house.raised.length = 0;
  });

  it('raises one alert when nobody has replied in time, however often it is asked', async () => {
    house.clock.advance(minutes(2));

    await house.answerClock.run();
    await house.answerClock.run();
    await house.answerClock.ring((await house.conversation()).id);

    expect(house.raised.map(({ policyId }) => policyId)).toEqual(['answer-overdue']);
  });

  it('tells her honestly that nobody came yet, with the numbers, once', async () => {
    house.clock.advance(minutes(2));

    await house.answerClock.run();
    await house.answerClock.run();
    await house.deliver();

    expect(house.phone(contact).notes.filter((note) => note.includes('192'))).toHaveLength(1);
  });

  it('is stopped by "I am in contact", once', async () => {
    const { id } = await house.conversation();

    const first = await test.database.transaction((tx) => house.answer.inContact(tx, id, mira));
    const second = await test.database.transaction((tx) => house.answer.inContact(tx, id, mira));
    house.clock.advance(minutes(10));
    await house.answerClock.run();

    expect([first, second]).toEqual(['stopped', 'already-stopped']);
    expect(house.raised).toEqual([]);
  });

  it('starts again when she writes after "unsafe to write"', async () => {
    const { id } = await house.conversation();
    await test.database.transaction((tx) => house.answer.unsafeToWrite(tx, id, mira));

    await house.writes(contact, 'sada mogu');

    expect((await house.conversation()).answerDueAt).toBe(plus(house.clock.now(), minutes(2)));
  });

  it('runs out half an hour after somebody was in contact, when she wrote since', async () => {
    const { id } = await house.conversation();
    await test.database.transaction((tx) => house.answer.inContact(tx, id, mira));

    const answered = house.clock.now();
    await house.writes(contact, 'tu sam');
    const soon = (await house.conversation()).answerDueAt;
    house.clock.advance(minutes(31));
    await house.writes(contact, 'ima li koga');

    expect(soon).toBe(plus(answered, minutes(30)));
    expect((await house.conversation()).answerDueAt).toBe(plus(answered, minutes(30)));
  });

  it('does not run for a conversation that is closed; the next message opens another', async () => {
    const { id } = await house.conversation();
    await test.database.transaction((tx) => house.answer.close(tx, id, mira, 'false-alarm'));

    house.clock.advance(minutes(5));
    await house.answerClock.run();
    await house.writes(contact, 'opet ja');

    expect(house.raised).toEqual([]);
    expect((await house.conversations()).map(({ state }) => state)).toEqual(['closed', 'open']);
  });
});

describe('a contact who falls silent', () => {
  it('is scored by what is known after ten minutes: at least ORANGE when H1 has no answer', async () => {
    await house.writes(contact, 'zdravo');
    house.clock.advance(minutes(10));

    await house.silence.run();
    await house.silence.run();

    expect((await house.conversation()).priority).toBe('ORANGE');
    expect(house.raised.map(({ policyId }) => policyId)).toEqual(['contact-ORANGE']);
  });

  it('leaves no script behind after a day', async () => {
    await house.writes(contact, 'zdravo');
    house.clock.advance(hours(25));

    await house.silence.run();
    house.clock.advance(hours(25));
    await house.forget.run();

    expect((await house.conversation()).scriptSealed).toBeNull();
  });
});

describe('what a contact told us', () => {
  const left = async () => [
    (await house.conversations()).length,
    (await house.inbox()).length,
    (await rows(test.database.reader, 'select 1 from chat')).length,
  ];

  beforeEach(async () => {
    await house.toDanger(contact);
    await house.taps(contact, 'Yes, now');
    await house.writes(contact, 'zovem se Milica');
  });

  it('is erased thirty days after it ended, chat and all', async () => {
    const { id } = await house.conversation();
    await test.database.transaction((tx) => house.answer.close(tx, id, mira, 'resolved'));
    house.clock.advance(days(29));
    await house.forget.run();
    const before = await left();

    house.clock.advance(days(2));
    await house.forget.run();

    expect(before[0]).toBe(1);
    expect(await left()).toEqual([0, 0, 0]);
  });

  it('is never erased while she waits for an answer', async () => {
    house.clock.advance(days(90));
    await house.forget.run();

    expect((await left())[0]).toBe(1);
  });
});

describe('a contact who is watched', () => {
  beforeEach(async () => {
    await house.writes(contact, 'zdravo');
    await house.taps(contact, 'English');
    await house.taps(contact, 'someone can see');
  });

  it('is RED, sees a neutral text without numbers, and is locked for replies', async () => {
    expect(await house.conversation()).toMatchObject({ priority: 'RED', replyLocked: true });
    expect(house.phone(contact).screen?.text).not.toMatch(/192|194|danger|police/i);
  });

  it('is never written to when nobody came in time', async () => {
    house.clock.advance(minutes(3));

    await house.answerClock.run();
    await house.deliver();

    expect(house.phone(contact).notes).toEqual([]);
  });

  it('stays locked after the script was erased, until she writes again', async () => {
    house.clock.advance(hours(25));
    await house.forget.run();
    await house.tapsData(contact, 'anything');
    const before = (await house.conversation()).replyLocked;

    await house.writes(contact, 'sada mogu');

    expect([before, (await house.conversation()).replyLocked]).toEqual([true, false]);
  });
});

describe('a contact who asks for a person', () => {
  it('has a clock of fifteen minutes, and keeps the questions', async () => {
    await house.writes(contact, 'zdravo');
    await house.taps(contact, 'osobom');

    const conversation = await house.conversation();
    expect(conversation.personWanted).toBe(true);
    expect(conversation.answerDueAt).toBe(plus(house.clock.now(), minutes(15)));
  });

  it('is told honestly when nobody is there, and when somebody is', async () => {
    const sunday = instant(Date.UTC(2026, 10, 22, 20, 0));
    const week = [{ weekday: 1 as const, from: '08:00', to: '16:00' }];
    house = new IntakeHouse(test, { zone: 'Europe/Belgrade', week });
    house.clock.set(sunday);

    await house.writes(contact, 'zdravo');
    await house.taps(contact, 'osobom');

    expect(house.phone(contact).notes.at(-1)).toContain('08:00');
  });
});

describe('what a contact sends', () => {
  const kinds = {
    voice: { voice: { file_id: 'f', file_unique_id: 'u', duration: 1 } },
    photo: { photo: [], caption: 'moja soba' },
    sticker: { sticker: { type: 'regular' } },
    location: { location: { latitude: 44, longitude: 20 } },
    'contact-card': { contact: { phone_number: '+38160', first_name: 'X' } },
    other: { dice: { emoji: '🎲', value: 1 } },
  };

  it.each(Object.entries(kinds))('keeps a %s as a sign of life', async (what, payload) => {
    await house.sends(contact, payload as never);

    const kept = await house.inbox();
    expect(kept[0]).toMatchObject({ kind: 'sign-of-life', content: { what } });
  });

  it('keeps no media, file ids, places or phone numbers', async () => {
    for (const payload of Object.values(kinds)) await house.sends(contact, payload as never);

    expect(JSON.stringify(await house.inbox())).not.toMatch(/file_id|latitude|\+38160/);
  });

  it('raises for danger words in a caption and in an edit', async () => {
    await house.sends(contact, { photo: [], caption: 'ubiće me' });
    await house.sends(contact + 1, { text: 'he will kill me' }, true);

    expect(house.raised.map(({ level }) => level)).toEqual(['RED', 'RED']);
  });

  it.each([
    ['4,096 characters', 'ж'.repeat(4096)],
    ['emoji and signs of other scripts', '🆘👩‍👧 שלום مرحبا'],
    ['invisible and control characters', 'a\u200b\u200e\u202e\u0000\u0007b'],
  ])('keeps %s as they are', async (_name, text) => {
    await house.writes(contact, text);

    expect((await house.inbox())[0]?.content).toEqual({ text });
  });
});

describe('things that are not for us', () => {
  it('leaves a group, and keeps nothing of it', async () => {
    await house.offer({ message: { ...house.message(5, { text: 'hej' }), chat: { id: -5, type: 'group' } } });

    expect(await house.conversations()).toEqual([]);
  });

  it('takes in an update of an unknown kind without a word', async () => {
    await house.offer({ chat_boost_2031: { anything: true } });

    expect(await house.conversations()).toEqual([]);
  });

  it.each(['', 't:9:now', 'ack:1', '💣'.repeat(16), 't::'])(
    'shows the current screen after callback data we never sent: %j',
    async (data) => {
      await house.writes(contact, 'zdravo');
      const before = house.phone(contact).screen;

      await house.tapsData(contact, data);

      expect(house.phone(contact).screen?.text).toBe(before?.text);
      expect((await house.conversation()).priority).toBeNull();
    },
  );

  it('does nothing with a tap on a button of another chat’s screen', async () => {
    await house.toDanger(contact);
    const now = house
      .phone(contact)
      .screen!.rows.flat()
      .find(({ label }) => label === 'Yes, now')!;
    house.clock.advance(minutes(1));
    await house.writes(contact + 1, 'hello');

    await house.tapsData(contact + 1, now.data);

    expect(house.raised).toEqual([]);
  });
});

describe('two taps at once', () => {
  it('count once', async () => {
    await house.toDanger(contact);
    const now = house
      .phone(contact)
      .screen!.rows.flat()
      .find(({ label }) => label === 'Yes, now')!;

    await Promise.all([house.tapsData(contact, now.data), house.tapsData(contact, now.data)]);

    expect(house.raised).toHaveLength(1);
  });
});

describe('a contact who leaves', () => {
  it('has every message deleted that Telegram lets us delete, and is in the queue all the same', async () => {
    await house.writes(contact, 'zdravo');
    await house.writes(contact, '/exit');

    expect(house.phone(contact).farewells).toEqual([{ messageIds: [1, 2, 3] }]);
    expect((await house.conversation()).priority).toBe('ORANGE');
  });
});

describe('a flood from one chat', () => {
  it('is kept whole, answered kindly once, and still raises the alert', async () => {
    for (let count = 0; count < 60; count += 1) await house.writes(contact, `poruka ${count}`);
    await house.writes(contact, 'ubiće me');

    const texts = (await house.inbox()).filter(({ kind }) => kind === 'text');
    expect(texts).toHaveLength(61);
    expect(house.phone(contact).notes.length).toBeLessThanOrEqual(3);
    expect(house.phone(contact).notes.join(' ')).toContain('pročita');
    expect(house.raised.at(-1)?.level).toBe('RED');
  });
});

describe('a contact who says the code word of an earlier conversation', () => {
  async function sayWord(id: number, word: string): Promise<void> {
    await house.writes(id, 'hello');
    for (const label of ['English', 'Yes', 'Start', 'About me', 'No, not', '18 or', 'Yes', 'None'])
      await house.taps(id, label);
    for (const label of ['Done', 'No', 'No', 'I will write again']) await house.taps(id, label);
    await house.writes(id, word);
  }

  it('is one level up', async () => {
    await sayWord(contact, 'Jasmin');
    await sayWord(contact + 1, ' jasmin ');

    const [first, second] = await house.conversations();
    expect([first?.priority, second?.priority]).toEqual(['BLUE', 'YELLOW']);
  });
});

describe('a phone that blocked the bot', () => {
  it('is remembered as blocked, and as reachable when she writes again', async () => {
    house.trouble = { result: 'dead', code: 'blocked' };
    await house.writes(contact, 'zdravo');
    const blocked = await rows(test.database.reader, 'select reachability from chat');

    house.trouble = null;
    await house.writes(contact, 'opet');

    expect(blocked).toEqual([{ reachability: 'blocked' }]);
    expect(await test.source.query('select reachability from chat')).toEqual([{ reachability: 'reachable' }]);
  });

  it('is told to the consoles as soon as a screen does not arrive, so that nobody writes to her in vain', async () => {
    await house.foundInbox();
    await house.writes(contact, 'zdravo');
    await test.source.query('delete from event');
    house.trouble = { result: 'dead', code: 'blocked' };

    await house.tapsData(contact, 'v1:anything');
    await house.writes(contact, '/start');

    const told = await rows<{ kind: string }>(test.database.reader, 'select kind from event');
    expect(told.map(({ kind }) => kind)).toContain('inbox');
    house.trouble = null;
  });
});
