import type { AlertId } from '../../../src/domain/shared/ids.js';
import { minutes } from '../../../src/domain/shared/time.js';
import type { AlertRequest } from '../../../src/server/escalation/alert.js';
import { AlertRow } from '../../../src/server/escalation/alert.row.js';
import { StaffRow } from '../../../src/server/identity/staff.row.js';
import { AnswerContact } from '../../../src/server/intake/answer-contact.js';
import { ChatRepository } from '../../../src/server/intake/chat.repository.js';
import { ConversationRepository } from '../../../src/server/intake/conversation.repository.js';
import { ConversationRow } from '../../../src/server/intake/conversation.row.js';
import { KeepAnswers } from '../../../src/server/intake/keep-answers.js';
import { MessageRepository } from '../../../src/server/intake/message.repository.js';
import { ReplyRepository } from '../../../src/server/intake/reply.repository.js';
import { WithdrawReplies } from '../../../src/server/intake/withdraw-replies.js';
import { Outbox } from '../../../src/server/platform/outbox/outbox.js';
import { rows } from '../../../src/server/platform/database/database.js';
import { NightShift, type Person } from '../../builders/night-shift.js';
import { TestEdge } from '../support/test-inbox.js';
import { makeTestDatabase } from '../support/test-database.js';

const newerAlert = 'Noted. Not over: there is a newer alert for this contact.';
const red = { level: 'RED', policyId: 'contact-RED' } as const;
const contactsPhone = 77;

describe('ending an alert of a contact', () => {
  let shift: NightShift;
  let chats: ChatRepository;
  let mira: Person;
  let vesna: Person;
  let request: AlertRequest;
  let orange: AlertId;

  beforeAll(async () => {
    shift = new NightShift(await makeTestDatabase([StaffRow, AlertRow, ConversationRow]));
  });
  afterAll(() => shift.db.drop());

  beforeEach(async () => {
    shift = await shift.anew();
    chats = new ChatRepository(shift.vault);
    const conversations = new ConversationRepository();
    const { seal, tell } = new TestEdge(shift.vault, shift.clock, shift.log);
    const answers = new KeepAnswers(shift.vault, new MessageRepository(seal, shift.vault));
    const outbox = new Outbox(shift.vault, shift.clock);
    const replies = new WithdrawReplies(shift.clock, new ReplyRepository(), outbox);
    shift.desk.behind = new AnswerContact(shift.clock, chats, conversations, answers, replies, tell);
    mira = await shift.person('Mira', { duties: ['focal-point'] });
    vesna = await shift.person('Vesna', { duties: ['operator'] });
    const id = await shift.tx(async (tx) => {
      const chat = await chats.lock(tx, contactsPhone, shift.clock.now());
      return (await conversations.open(tx, chat.id, shift.clock.now())).row.id;
    });
    request = { kind: 'contact', level: 'ORANGE', policyId: 'contact-ORANGE', subject: { id, number: 4001 } };
    orange = await raise();
    await shift.acknowledge(orange, vesna);
  });

  afterEach(() => {
    expect(shift.log.errors).toEqual([]);
  });

  const raise = (changes: Partial<AlertRequest> = {}): Promise<AlertId> =>
    shift.tx((tx) => shift.raiseAlert.run(tx, { ...request, ...changes }));

  const outcomeOf = async (id: AlertId): Promise<unknown> => (await shift.alert(id))?.outcome;

  const conversationState = async (): Promise<unknown> =>
    (await rows<{ state: string }>(shift.db.database.reader, 'select state from conversation'))[0]?.state;

  it('closes the conversation when nothing else of the contact is open', async () => {
    expect(await shift.tap(vesna, 'Resolved')).toBe('Done.');

    expect([await outcomeOf(orange), await conversationState()]).toEqual(['resolved', 'closed']);
  });

  it.each(['Resolved', 'False alarm'])(
    '"%s" does not end the RED that came after it and that nobody has seen',
    async (label) => {
      const newer = await raise(red);

      const said = await shift.tap(vesna, label);
      await shift.pass(minutes(5));

      expect(said).toBe(newerAlert);
      expect(await outcomeOf(orange)).not.toBeNull();
      expect(await shift.alert(newer)).toMatchObject({ resolvedAt: null, acknowledgedBy: null });
      expect(shift.telegram.last(mira.phone).text).toContain('RED');
      expect(await conversationState()).toBe('open');
    },
  );

  it('does not end what a colleague has', async () => {
    const newer = await raise(red);
    await shift.acknowledge(newer, mira);

    expect(await shift.tap(vesna, 'False alarm')).toBe(newerAlert);

    expect(await shift.alert(newer)).toMatchObject({ resolvedAt: null, acknowledgedBy: mira.id });
    expect(await conversationState()).toBe('open');
  });

  it('ends what she has of it besides, too', async () => {
    const overdue = await raise({ policyId: 'answer-overdue' });
    await shift.acknowledge(overdue, vesna);

    expect(await shift.tap(vesna, 'Resolved')).toBe('Done.');

    expect([await outcomeOf(overdue), await conversationState()]).toEqual(['resolved', 'closed']);
  });

  it('does not lose a RED that is raised at the very same moment', async () => {
    let tapped: Promise<string> | undefined;
    const newer = await shift.tx(async (tx) => {
      await chats.lock(tx, contactsPhone, shift.clock.now());
      const id = await shift.raiseAlert.run(tx, { ...request, ...red });
      tapped = shift.tap(vesna, 'False alarm');
      await somebodyWaitsForALock();
      return id;
    });

    expect(await tapped).toBe(newerAlert);
    expect(await shift.alert(newer)).toMatchObject({ resolvedAt: null, acknowledgedBy: null });
    expect([await outcomeOf(orange), await conversationState()]).toEqual(['false-alarm', 'open']);
  });

  it('being in contact because of it does not take the RED that she has not seen', async () => {
    const newer = await raise(red);

    await shift.tap(vesna, 'I am in contact');

    expect((await shift.alert(newer))?.acknowledgedBy).toBeNull();
    expect(shift.desk.done).toEqual(['in-contact']);
  });

  async function somebodyWaitsForALock(): Promise<void> {
    for (;;) {
      const waiting = await rows(
        shift.db.database.reader,
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if (waiting.length > 0) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
});
