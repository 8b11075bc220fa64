import type { Api } from 'grammy';
import type { Message } from 'grammy/types';
import { EdgeVault } from '../../../src/e2ee/edge-vault.js';
import type { OpeningHours } from '../../../src/domain/triage/opening-hours.js';
import { ActOnOutcomes } from '../../../src/server/intake/act-on-outcomes.js';
import type { AlertDesk } from '../../../src/server/intake/alert-desk.port.js';
import { ChainRepository } from '../../../src/server/circles/chain.repository.js';
import { ForgetChannels } from '../../../src/server/circles/forget-channels.js';
import { KeepAnswers } from '../../../src/server/intake/keep-answers.js';
import { MoveHeldBack } from '../../../src/server/intake/move-held-back.js';
import { ReplyRepository } from '../../../src/server/intake/reply.repository.js';
import { SafeHoursSeal } from '../../../src/server/intake/safe-hours-seal.js';
import { WithdrawReplies } from '../../../src/server/intake/withdraw-replies.js';
import { AgreeToWrite } from '../../../src/server/intake/agree-to-write.js';
import { AnswerContact } from '../../../src/server/intake/answer-contact.js';
import { ChatRepository } from '../../../src/server/intake/chat.repository.js';
import { CancelReply } from '../../../src/server/intake/cancel-reply.js';
import { EndReply } from '../../../src/server/intake/end-reply.js';
import { LookAfterConversation } from '../../../src/server/intake/look-after-conversation.js';
import { ReadConversations } from '../../../src/server/intake/read-conversations.js';
import { PostReply } from '../../../src/server/intake/post-reply.js';
import { QueueReply } from '../../../src/server/intake/queue-reply.js';
import { ReleaseReplies } from '../../../src/server/intake/release-replies.js';
import { ReplyListener } from '../../../src/server/intake/reply-listener.js';
import { SendReply } from '../../../src/server/intake/send-reply.js';
import { CheckAnswerClock } from '../../../src/server/intake/check-answer-clock.js';
import { CheckSilence } from '../../../src/server/intake/check-silence.js';
import { CodeWordRepository } from '../../../src/server/intake/code-word.repository.js';
import { ConversationRepository } from '../../../src/server/intake/conversation.repository.js';
import { ConversationRow } from '../../../src/server/intake/conversation.row.js';
import { ForgetContacts } from '../../../src/server/intake/forget-contacts.js';
import { HearContact } from '../../../src/server/intake/hear-contact.js';
import { IntakeListener } from '../../../src/server/intake/intake-listener.js';
import { IntakeVoice } from '../../../src/server/intake/intake-parcels.js';
import { MessageRepository } from '../../../src/server/intake/message.repository.js';
import { ScriptSeal } from '../../../src/server/intake/script-seal.js';
import { SpeakToContact } from '../../../src/server/intake/speak-to-contact.js';
import { TakeContactUpdate } from '../../../src/server/intake/take-contact-update.js';
import { readHotlineInstrument } from '../../../src/server/platform/instruments/read-instrument.js';
import type {
  Courier,
  Delivery,
  DeliveryListener,
  Parcel,
} from '../../../src/server/platform/outbox/courier.js';
import { Outbox, type Json } from '../../../src/server/platform/outbox/outbox.js';
import { OutboxRelay } from '../../../src/server/platform/outbox/relay.js';
import { ReceiveUpdate } from '../../../src/server/platform/telegram/receive-update.js';
import { DANGER_WORDS } from '../../../src/texts/danger-words.js';
import { ManualClock } from '../../fakes/manual-clock.js';
import { silentLog } from '../../fakes/silent-log.js';
import type { TestDatabase } from '../support/test-database.js';
import { TestEdge, TestInbox } from '../support/test-inbox.js';

/** What reached the contact's phone: the last screen with its buttons, and every note. */
interface Phone {
  screen: { text: string; rows: { label: string; data: string }[][] } | null;
  readonly notes: string[];
  readonly farewells: { messageIds: number[] }[];
}

type Raised = Parameters<AlertDesk['run']>[1];

/** The intake noun on a real database, with a phone instead of Telegram and a list instead of alerts. */
export class IntakeHouse {
  readonly clock = new ManualClock();
  readonly raised: Raised[] = [];
  readonly phones = new Map<number, Phone>();
  edge: TestEdge;
  readonly moveHeldBack: MoveHeldBack;
  readonly replies = new ReplyRepository();
  /** Set to make every delivery end like this. */
  trouble: Delivery | null = null;
  readonly receive: ReceiveUpdate;
  readonly agree: AgreeToWrite;
  readonly answer: AnswerContact;
  readonly answerClock: CheckAnswerClock;
  readonly silence: CheckSilence;
  readonly forget: ForgetContacts;
  readonly safeHours: SafeHoursSeal;
  readonly queue: QueueReply;
  readonly cancel: CancelReply;
  readonly release: ReleaseReplies;
  readonly look: LookAfterConversation;
  readonly read: ReadConversations;
  /** What Telegram does with the next replies; each is used once. */
  readonly telegram: (() => never)[] = [];
  readonly replied: string[] = [];
  readonly #sendWith: (edge: TestEdge) => SendReply;
  readonly #relay: OutboxRelay;
  readonly #messages: MessageRepository;
  readonly vault: EdgeVault;
  #inbox: TestInbox | undefined;
  #updateId = 1;
  #messageId = 1;

  constructor(
    readonly test: TestDatabase,
    openingHours: OpeningHours | null = null,
  ) {
    const vault = new EdgeVault(new Uint8Array(32).fill(7));
    const outbox = new Outbox(vault, this.clock);
    const hit = readHotlineInstrument();
    const chats = new ChatRepository(vault);
    const codeWords = new CodeWordRepository(vault);
    const conversations = new ConversationRepository();
    this.vault = vault;
    this.edge = new TestEdge(vault, this.clock, silentLog);
    const { tell } = this.edge;
    const messages = new MessageRepository(this.edge.seal, vault);
    const answers = new KeepAnswers(vault, messages);
    const withdraw = new WithdrawReplies(this.clock, this.replies, outbox);
    const safeHours = new SafeHoursSeal(vault);
    this.safeHours = safeHours;
    this.#messages = messages;
    const seal = new ScriptSeal(vault);
    const voice = new IntakeVoice(outbox);
    const alerts: AlertDesk = { run: async (_tx, request) => this.raised.push(request) };
    const outcomes = new ActOnOutcomes(
      hit,
      openingHours,
      messages,
      answers,
      safeHours,
      codeWords,
      withdraw,
      outbox,
      alerts,
    );
    const hear = new HearContact(hit, this.clock, conversations, codeWords, seal, outcomes, tell);
    const speak = new SpeakToContact(hit, openingHours, seal, voice);
    const { database } = test;
    this.agree = new AgreeToWrite(this.clock, chats, conversations, outcomes, tell);
    this.answer = new AnswerContact(this.clock, chats, conversations, answers, withdraw, tell);
    this.moveHeldBack = new MoveHeldBack(database, chats, conversations, messages, silentLog);
    this.answerClock = new CheckAnswerClock(
      database,
      this.clock,
      chats,
      conversations,
      alerts,
      speak,
      silentLog,
    );
    this.silence = new CheckSilence(database, this.clock, chats, conversations, hear, speak, silentLog);
    this.forget = new ForgetContacts(
      database,
      this.clock,
      chats,
      conversations,
      messages,
      answers,
      new ForgetChannels(new ChainRepository()),
      seal,
      silentLog,
    );
    const take = new TakeContactUpdate(
      this.clock,
      silentLog,
      chats,
      conversations,
      messages,
      hear,
      speak,
      voice,
      DANGER_WORDS,
      tell,
    );
    this.receive = new ReceiveUpdate(database, vault, this.clock, silentLog, take);
    const post = new PostReply(this.replies, outbox);
    const end = new EndReply(this.clock, chats, conversations, this.replies, outcomes, tell);
    this.queue = new QueueReply(
      this.clock,
      'Europe/Belgrade',
      chats,
      conversations,
      this.replies,
      safeHours,
      this.answer,
      post,
      outbox,
    );
    this.cancel = new CancelReply(chats, conversations, this.replies, outbox, end);
    this.release = new ReleaseReplies(
      database,
      this.clock,
      chats,
      conversations,
      this.replies,
      post,
      end,
      outbox,
      silentLog,
    );
    this.read = new ReadConversations(this.clock, 'Europe/Belgrade', safeHours, chats, this.replies);
    this.look = new LookAfterConversation(chats, conversations, answers, tell);
    this.#sendWith = (edge) =>
      new SendReply(this.#api(), database, this.clock, chats, conversations, this.replies, edge.clear);
    const listeners: DeliveryListener[] = (['intake-screen', 'intake-note', 'intake-leave'] as const).map(
      (topic) => new IntakeListener(topic, chats, messages, this.clock, tell),
    );
    listeners.push(new ReplyListener(this.clock, chats, conversations, messages, this.replies, end));
    this.#relay = new OutboxRelay(database, outbox, this.clock, silentLog, [this.#courier()], listeners);
  }

  phone(id: number): Phone {
    const phone = this.phones.get(id) ?? { screen: null, notes: [], farewells: [] };
    this.phones.set(id, phone);
    return phone;
  }

  /** Sends a message and lets everything that follows reach the phone. */
  async writes(id: number, text: string): Promise<void> {
    await this.sends(id, { text });
  }

  async sends(id: number, message: Partial<Message>, edited = false): Promise<void> {
    await this.offer({ [edited ? 'edited_message' : 'message']: this.message(id, message) });
  }

  message(id: number, message: Partial<Message>): Message {
    const person = { id, is_bot: false, first_name: 'Ime Prezime' };
    return {
      message_id: this.#messageId++,
      date: 0,
      chat: { id, type: 'private', first_name: 'Ime Prezime' },
      from: person,
      ...message,
    };
  }

  /** From her first word through language, H1, the limits and "about me" to H2: whether she is in danger now. */
  async toDanger(id: number): Promise<void> {
    await this.writes(id, 'zdravo');
    for (const label of ['English', 'Yes', 'Start', 'About me']) await this.taps(id, label);
  }

  /** Taps the button whose label contains `label`, on the screen that the phone shows. */
  async taps(id: number, label: string): Promise<void> {
    const buttons = this.phone(id).screen?.rows.flat() ?? [];
    const button = buttons.find((each) => each.label.includes(label));
    if (!button)
      throw new Error(`No button "${label}" among ${buttons.map((each) => each.label).join(', ')}.`);
    await this.tapsData(id, button.data);
  }

  async tapsData(id: number, data: string): Promise<void> {
    const from = { id, is_bot: false, first_name: 'Ime Prezime' };
    await this.offer({ callback_query: { id: `q${this.#updateId}`, from, chat_instance: 'x', data } });
  }

  async offer(payload: object): Promise<void> {
    await this.receive.run({ update_id: this.#updateId++, ...payload });
    await this.deliver();
  }

  deliver(): Promise<void> {
    return this.#relay.drain();
  }

  conversations(): Promise<ConversationRow[]> {
    return this.test.database.reader.find(ConversationRow, { order: { number: 'ASC' } });
  }

  async conversation(): Promise<ConversationRow> {
    const all = await this.conversations();
    return all.at(-1)!;
  }

  /** Founds an organisation with an inbox, and tells the edge of it. */
  async foundInbox(): Promise<TestInbox> {
    this.#inbox ??= await TestInbox.found(this.test.database, this.vault, this.clock);
    this.edge.anchor.set(this.#inbox.anchor);
    return this.#inbox;
  }

  /** What the inbox holds, opened with the secret that no server has; what was held back until now is moved into it. */
  async inbox(): Promise<{ kind: string; content: Record<string, unknown> }[]> {
    const inbox = await this.foundInbox();
    await this.moveHeldBack.run();
    return (await inbox.said()).map(({ kind, at: _at, ...content }) => ({ kind, content }));
  }

  /** The process was killed and started again: what it had in memory is gone, its folder is there. */
  restartEdge(): void {
    this.edge = new TestEdge(this.vault, this.clock, silentLog, this.edge.folder);
  }

  /** As much of Telegram as a reply needs. */
  #api(): Api {
    const sendMessage = async (_chat: number, text: string): Promise<unknown> => {
      this.telegram.shift()?.();
      this.replied.push(text);
      return { message_id: this.#messageId++ };
    };
    return { sendMessage } as unknown as Api;
  }

  #courier(): Courier {
    return {
      channel: 'telegram-intake',
      deliver: async (parcel) =>
        parcel.topic === 'intake-reply'
          ? this.#sendWith(this.edge).run(parcel)
          : (this.trouble ?? this.#shown(parcel)),
    };
  }

  async #shown(parcel: Parcel): Promise<Delivery> {
    const payload = parcel.payload as { telegramId: number; text: string };
    if (parcel.topic === 'intake-tap-answer' || parcel.topic === 'intake-leave-group')
      return { result: 'sent' };
    const phone = this.phone(payload.telegramId);
    if (parcel.topic === 'intake-screen') phone.screen = payload as unknown as NonNullable<Phone['screen']>;
    if (parcel.topic === 'intake-note') phone.notes.push(payload.text);
    const deleted =
      parcel.topic === 'intake-leave'
        ? await this.#messages.deletableIn(this.test.database.reader, parcel.ref!)
        : [];
    if (parcel.topic === 'intake-leave') phone.farewells.push({ messageIds: deleted });
    const receipt: Json = { messageId: this.#messageId++, screen: parcel.topic === 'intake-screen', deleted };
    return { result: 'sent', receipt };
  }
}
