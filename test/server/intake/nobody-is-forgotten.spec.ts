import { randomUUID } from 'node:crypto';
import type { StaffId } from '../../../src/domain/shared/ids.js';
import { days, hours, minus, minutes, plus, seconds } from '../../../src/domain/shared/time.js';
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

const policies = (): string[] => house.raised.map(({ policyId, level }) => `${policyId} ${level}`);

async function red(id = contact): Promise<void> {
  await house.toDanger(id);
  await house.taps(id, 'Yes, now');
}

async function inContact(): Promise<void> {
  const { id } = await house.conversation();
  await test.database.transaction((tx) => house.answer.inContact(tx, id, mira));
}

async function everyMinutes(count: number, step: number): Promise<void> {
  for (let passed = 0; passed < count; passed += step) {
    house.clock.advance(minutes(step));
    await house.silence.run();
    await house.answerClock.run();
  }
  await house.deliver();
}

const notesAfter = (before: number): string[] => house.phone(contact).notes.slice(before);

describe('somebody who types and taps nothing', () => {
  it('is scored ten minutes after her first word, however much she writes', async () => {
    for (let count = 0; count < 4; count += 1) {
      await house.writes(contact, `molim vas ${count}`);
      await everyMinutes(5, 5);
    }

    expect(policies()).toEqual(['contact-ORANGE ORANGE']);
  });
});

describe('sweeps after a day without any', () => {
  it('score a silent contact before they erase her script', async () => {
    await house.writes(contact, 'zdravo');
    house.clock.advance(hours(25));

    await house.forget.run();
    await house.silence.run();

    expect(policies()).toEqual(['contact-ORANGE ORANGE']);
  });

  it('go on past a script that cannot be opened, which counts as unanswered', async () => {
    await house.writes(contact, 'zdravo');
    await test.source.query(`update conversation set script_sealed = 'x'`);
    house.clock.advance(seconds(1));
    await house.writes(contact + 1, 'zdravo');
    house.clock.advance(minutes(11));

    await house.silence.run();

    expect(policies()).toEqual(['contact-ORANGE ORANGE', 'contact-ORANGE ORANGE']);
  });

  it('go on past a chat that cannot be opened', async () => {
    await red();
    await test.source.query(`update chat set chat_sealed = 'x'`);
    house.clock.advance(seconds(1));
    await red(contact + 1);
    house.raised.length = 0;
    house.clock.advance(minutes(3));

    await house.answerClock.run();

    expect(policies()).toEqual(['answer-overdue RED']);
  });
});

describe('a missed deadline', () => {
  it('does not hide a later, more urgent one', async () => {
    await house.toDanger(contact);
    await house.writes(contact, '/person');
    await everyMinutes(16, 16);
    await house.taps(contact, 'Go on');
    await house.taps(contact, 'Yes, now');
    house.raised.length = 0;

    await everyMinutes(6, 3);

    expect(policies()).toEqual(['answer-overdue RED']);
  });

  it('does not silence a new wish for a person', async () => {
    await house.toDanger(contact);
    await house.writes(contact, '/person');
    await everyMinutes(16, 16);
    house.raised.length = 0;

    await house.writes(contact, '/person');
    await everyMinutes(30, 15);

    expect(policies()).toEqual(['contact-ORANGE YELLOW', 'answer-overdue YELLOW']);
  });
});

describe('a wish for a person', () => {
  it('calls one at once, aloud, and once', async () => {
    await house.toDanger(contact);

    await house.writes(contact, '/person');
    await house.writes(contact, '/person');

    expect(policies()).toEqual(['contact-ORANGE YELLOW']);
  });

  it('adds no second ladder to one that is climbing', async () => {
    await red();

    await house.writes(contact, '/person');

    expect(policies()).toEqual(['contact-RED RED']);
  });

  it('calls again after somebody was in contact', async () => {
    await red();
    await inContact();
    house.clock.advance(hours(2));

    await house.writes(contact, '/person');

    expect(policies()).toEqual(['contact-RED RED', 'contact-RED RED']);
  });
});

describe('a contact with whom somebody is in contact', () => {
  beforeEach(async () => {
    await red();
    await inContact();
    house.raised.length = 0;
  });

  it('is looked at again half an hour after the reply, when she wrote since', async () => {
    house.clock.advance(minutes(29));
    await house.writes(contact, 'jeste li tu');
    await everyMinutes(10, 5);

    expect(policies()).toEqual(['answer-overdue RED']);
  });

  it('is left in peace when the colleague says again that she is in contact', async () => {
    house.clock.advance(minutes(10));
    await house.writes(contact, 'jeste li tu');
    await inContact();
    await everyMinutes(60, 10);

    expect(policies()).toEqual([]);
  });

  it('has two minutes when she speaks of danger again', async () => {
    house.clock.advance(minutes(5));
    await house.writes(contact, 'ubiće me');

    expect((await house.conversation()).answerDueAt).toBe(plus(house.clock.now(), minutes(2)));
  });

  it('may still turn out to be unsafe to write to, which locks the reply until she writes', async () => {
    const { id } = await house.conversation();
    await test.database.transaction((tx) => house.answer.unsafeToWrite(tx, id, mira));
    const locked = await house.conversation();

    await house.writes(contact, 'sada mogu');

    expect([locked.replyLocked, locked.unsafeAt]).toEqual([true, house.clock.now()]);
    expect(await house.conversation()).toMatchObject({ replyLocked: false, unsafeAt: null });
    expect((await house.conversation()).answerDueAt).not.toBeNull();
  });
});

describe('a clock that was wrong and is set back', () => {
  it('does not put off the answer to somebody in danger', async () => {
    house.clock.advance(days(1));
    await red();
    house.clock.set(minus(house.clock.now(), days(1)));
    house.raised.length = 0;

    await house.answerClock.run();

    expect(policies()).toEqual(['answer-overdue RED']);
  });

  it('does not put off the scoring of somebody silent', async () => {
    house.clock.advance(days(1));
    await house.writes(contact, 'zdravo');
    house.clock.set(minus(house.clock.now(), days(1)));

    await house.silence.run();

    expect(policies()).toEqual(['contact-ORANGE ORANGE']);
  });
});

describe('a phone that must stay silent', () => {
  it('gets no word after she left', async () => {
    await red();
    await house.writes(contact, '/exit');
    const before = house.phone(contact).notes.length;

    await everyMinutes(6, 3);

    expect(notesAfter(before)).toEqual([]);
  });

  it('gets no word in the night after she asked for a person and was told when the hotline opens', async () => {
    const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      weekday: weekday as 1,
      from: '08:00',
      to: '20:00',
    }));
    house = new IntakeHouse(test, { zone: 'Europe/Belgrade', week });
    house.clock.advance(hours(9));
    await house.toDanger(contact);
    await house.writes(contact, '/person');
    const before = house.phone(contact).notes.length;

    await everyMinutes(24 * 60, 15);

    expect(notesAfter(before)).toEqual([]);
  });

  it('gets no note that waited while she said that she is watched', async () => {
    await house.writes(contact, 'zdravo');
    await house.taps(contact, 'English');
    house.trouble = { result: 'retry', after: seconds(30), code: 'too-many' };
    house.clock.advance(seconds(30));
    await house.writes(contact, '/person');
    const before = house.phone(contact).notes.length;
    await house.taps(contact, 'someone can see');
    house.trouble = null;
    house.clock.advance(seconds(31));
    await house.deliver();

    expect(notesAfter(before)).toEqual([]);
  });

  it('has everything deleted that was under way when she left', async () => {
    await house.toDanger(contact);
    house.trouble = { result: 'retry', after: seconds(30), code: 'too-many' };
    await house.writes(contact, 'tekst');
    await house.writes(contact, '/exit');
    house.trouble = null;
    house.clock.advance(minutes(2));
    await house.deliver();

    const left = await rows(test.database.reader, 'select message_id from deletable_message');
    expect(house.phone(contact).farewells).toHaveLength(1);
    expect(left).toHaveLength(1);
  });
});

describe('a person who blocks a bot that she never wrote to', () => {
  it('leaves no row behind', async () => {
    const chat = { id: 5, type: 'private' };
    await house.offer({ my_chat_member: { chat, from: { id: 5 }, new_chat_member: { status: 'kicked' } } });

    expect(await rows(test.database.reader, 'select 1 from chat')).toEqual([]);
  });
});

describe('the list of conversations', () => {
  it('goes on from any place that a cursor can name', async () => {
    const beyond = [3_000_000_000, 3_000_000_000, 3_000_000_000, randomUUID()] as const;

    expect(await house.read.page(test.database.reader, 'open', beyond, 10)).toEqual([]);
  });
});
