import type { Api } from 'grammy';
import type { z } from 'zod';
import type { StaffId } from '../../domain/shared/ids.js';
import { seconds } from '../../domain/shared/time.js';
import { NOTHING_TO_SAY } from '../escalation/delivery-listeners.js';
import { NOTICE_REFRESH_TOPIC, NOTICE_TOPIC } from '../escalation/notice-board.js';
import type { NoticeContent, NoticeView, ReadNotice } from '../escalation/read-notice.js';
import type { StaffDirectory } from '../identity/staff-directory.port.js';
import type { Database } from '../platform/database/database.js';
import type { Courier, Delivery, Parcel } from '../platform/outbox/courier.js';
import type { Log } from '../platform/logging/log.js';
import { alreadyShown, cannotBeEdited, deliveryOf } from '../platform/telegram/bot-api.js';
import { text } from '../../texts/catalog.js';
import { shownOf, type Keyboard } from './notice-text.js';
import { STAFF_NOTE_TOPIC, staffNote, type StaffNote } from '../safety/staff-note.js';
import { staffParcels } from './staff-parcels.js';

/** What wakes somebody; everything else arrives without a sound. */
const calls: readonly NoticeContent['is'][] = ['waiting', 'offered', 'many', 'test'];
/** What is worth a message of its own when the old one can be edited no more. */
const current: readonly NoticeContent['is'][] = [...calls, 'yours'];

interface Reading {
  readonly view: NoticeView;
  readonly chatId: number;
}

/** Speaks to the phones of staff. What a message about an alert says is read when it leaves, never earlier. */
export class StaffCourier implements Courier {
  readonly channel = 'telegram-staff';

  constructor(
    private readonly api: Api,
    private readonly database: Database,
    private readonly readNotice: ReadNotice,
    private readonly directory: StaffDirectory,
    private readonly log: Log,
  ) {}

  async deliver(parcel: Parcel): Promise<Delivery> {
    if (parcel.topic === NOTICE_TOPIC || parcel.topic === NOTICE_REFRESH_TOPIC) return this.#notice(parcel);
    try {
      return await this.#say(parcel);
    } catch (error) {
      return deliveryOf(error, parcel.attempt);
    }
  }

  async #notice(parcel: Parcel): Promise<Delivery> {
    let reading: Reading | null;
    try {
      reading = await this.#read(parcel.ref);
    } catch (error) {
      // Nothing was handed to Telegram yet, so this try cannot have arrived.
      this.log.error('notice-unreadable', error, { notice: parcel.ref });
      return { result: 'retry', after: seconds(1), code: 'fault' };
    }
    if (reading === null) return { result: 'dead', code: 'no-phone' };
    try {
      return parcel.topic === NOTICE_TOPIC
        ? await this.#post(reading, parcel)
        : await this.#edit(reading, parcel);
    } catch (error) {
      return deliveryOf(error, parcel.attempt);
    }
  }

  async #read(noticeId: string | null): Promise<Reading | null> {
    const tx = this.database.reader;
    const view = noticeId === null ? null : await this.readNotice.run(tx, noticeId);
    const chatId = view && (await this.directory.chatOf(tx, view.notice.staffId));
    return view && chatId ? { view, chatId } : null;
  }

  /** Whoever may have seen an alert whose arrival nobody confirmed is told how it ended; whoever cannot have, is left in peace. */
  async #post(reading: Reading, parcel: Parcel): Promise<Delivery> {
    const { view } = reading;
    const maybeSeen = parcel.mayBeRepeat || view.notice.maybeSeen;
    if (!maybeSeen && !current.includes(view.content.is)) return { result: 'dead', code: NOTHING_TO_SAY };
    return this.#send(reading, !isCall(view), maybeSeen);
  }

  async #edit(reading: Reading, parcel: Parcel): Promise<Delivery> {
    const { view, chatId } = reading;
    const { messageId } = view.notice;
    if (messageId === null) return { result: 'dead', code: NOTHING_TO_SAY };
    const shown = shownOf(view);
    try {
      await this.api.editMessageText(chatId, messageId, shown.text, keyboardOf(shown.keyboard));
      return { result: 'sent' };
    } catch (error) {
      if (alreadyShown(error)) return { result: 'sent' };
      if (!cannotBeEdited(error)) throw error;
      if (!current.includes(view.content.is)) return { result: 'dead', code: NOTHING_TO_SAY };
      return this.#send(reading, true, parcel.mayBeRepeat);
    }
  }

  async #send({ view, chatId }: Reading, silent: boolean, isRepeat: boolean): Promise<Delivery> {
    const shown = shownOf(view);
    const words = isRepeat ? text(view.language, 'staff.alert.repeated', { alert: shown.text }) : shown.text;
    const sent = await this.api.sendMessage(chatId, words, {
      protect_content: true,
      disable_notification: silent || view.notice.silent,
      ...keyboardOf(shown.keyboard),
    });
    return { result: 'sent', receipt: { messageId: sent.message_id } };
  }

  async #say(parcel: Parcel): Promise<Delivery> {
    if (parcel.topic === 'staff-tap-answer') {
      const tap = staffParcels['staff-tap-answer'].parse(parcel.payload);
      await this.api.answerCallbackQuery(tap.tapId, { text: tap.text });
    } else if (parcel.topic === 'staff-reply') {
      const reply = staffParcels['staff-reply'].parse(parcel.payload);
      await this.api.sendMessage(reply.chatId, reply.text, {
        protect_content: true,
        disable_notification: !reply.isAloud,
        ...keyboardOf(reply.keyboard),
      });
    } else if (parcel.topic === 'staff-forget') {
      const { chatId, messageId } = staffParcels['staff-forget'].parse(parcel.payload);
      await this.api.deleteMessage(chatId, messageId);
    } else if (parcel.topic === 'staff-edit') {
      await this.#put(staffParcels['staff-edit'].parse(parcel.payload));
    } else if (parcel.topic === STAFF_NOTE_TOPIC) {
      return this.#note(parcel);
    } else if (parcel.topic === 'staff-leave-group') {
      await this.api.leaveChat(staffParcels['staff-leave-group'].parse(parcel.payload).chatId);
    } else {
      return { result: 'dead', code: 'unknown-topic' };
    }
    return { result: 'sent' };
  }

  /** A message that shows this already, or is gone, needs nothing: what counts is in the answer to the tap. */
  async #put(edit: z.infer<(typeof staffParcels)['staff-edit']>): Promise<void> {
    try {
      await this.api.editMessageText(edit.chatId, edit.messageId, edit.text, keyboardOf(edit.keyboard));
    } catch (error) {
      if (!alreadyShown(error) && !cannotBeEdited(error)) throw error;
    }
  }

  /** To the phone that is hers now, in the language that is hers now. */
  async #note(parcel: Parcel): Promise<Delivery> {
    const { staffId, note, number, time } = staffNote.parse(parcel.payload);
    const tx = this.database.reader;
    const who = (await this.directory.byIds(tx, [staffId as StaffId])).get(staffId as StaffId);
    const chatId = who?.active ? await this.directory.chatOf(tx, who.id) : null;
    if (!who || chatId === null) return { result: 'dead', code: 'no-phone' };
    await this.api.sendMessage(chatId, text(who.language, `safety.note.${note}`, { number, time }), {
      protect_content: true,
      disable_notification: !audible.includes(note),
    });
    return { result: 'sent' };
  }
}

/** These are about the next minutes; the others can wait for a glance. */
const audible: readonly StaffNote[] = ['check-in-soon', 'yes-given', 'yes-refused'];

const isCall = (view: NoticeView): boolean => calls.includes(view.content.is);

const keyboardOf = (keyboard: Keyboard): { reply_markup: { inline_keyboard: Keyboard } } => ({
  reply_markup: { inline_keyboard: keyboard },
});
