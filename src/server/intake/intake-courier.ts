import type { Api } from 'grammy';
import type { z } from 'zod';
import type { Database } from '../platform/database/database.js';
import type { Courier, Delivery, Parcel } from '../platform/outbox/courier.js';
import type { Json } from '../platform/outbox/outbox.js';
import { alreadyShown, cannotBeEdited, deliveryOf } from '../platform/telegram/bot-api.js';
import type { ChatRepository } from './chat.repository.js';
import type { MessageRepository } from './message.repository.js';
import type { SendReply } from './send-reply.js';
import { intakeParcels, type IntakeTopic } from './intake-parcels.js';

type Payload<Topic extends IntakeTopic> = z.infer<(typeof intakeParcels)[Topic]>;

/** Telegram deletes at most this many messages in one call. */
const deleteAtOnce = 100;

/** No sound, and no forwarding or saving from the chat. */
const quietly = { disable_notification: true, protect_content: true } as const;

/** Speaks to contacts. Script steps edit one message, so that doing one twice is harmless. */
export class IntakeCourier implements Courier {
  readonly channel = 'telegram-intake';

  constructor(
    private readonly api: Api,
    private readonly database: Database,
    private readonly chats: ChatRepository,
    private readonly messages: MessageRepository,
    private readonly replies: SendReply,
  ) {}

  async deliver(parcel: Parcel): Promise<Delivery> {
    try {
      return await this.#say(parcel);
    } catch (error) {
      return deliveryOf(error, parcel.attempt);
    }
  }

  #say(parcel: Parcel): Promise<Delivery> {
    const { payload, ref } = parcel;
    switch (parcel.topic as IntakeTopic) {
      case 'intake-screen':
        return this.#show(intakeParcels['intake-screen'].parse(payload), ref);
      case 'intake-note':
        return this.#note(intakeParcels['intake-note'].parse(payload));
      case 'intake-reply':
        return this.replies.run(parcel);
      case 'intake-tap-answer':
        return this.#answerTap(intakeParcels['intake-tap-answer'].parse(payload));
      case 'intake-leave':
        return this.#leave(intakeParcels['intake-leave'].parse(payload), ref);
      case 'intake-leave-group':
        return this.#leaveGroup(intakeParcels['intake-leave-group'].parse(payload));
    }
  }

  async #show(screen: Payload<'intake-screen'>, chatId: string | null): Promise<Delivery> {
    const shown = chatId === null ? null : await this.#shownIn(chatId);
    if (shown === null || screen.fresh) return this.#send(screen, shown);
    try {
      await this.api.editMessageText(screen.telegramId, shown, screen.text, keyboardOf(screen));
      return { result: 'sent' };
    } catch (error) {
      if (alreadyShown(error)) return { result: 'sent' };
      if (cannotBeEdited(error)) return this.#send(screen, null);
      throw error;
    }
  }

  /** @param replaced a message that the new one makes superfluous; that it cannot be deleted stops nothing */
  async #send(screen: Payload<'intake-screen'>, replaced: number | null): Promise<Delivery> {
    const sent = await this.api.sendMessage(screen.telegramId, screen.text, {
      ...quietly,
      ...keyboardOf(screen),
    });
    if (replaced !== null) await this.api.deleteMessage(screen.telegramId, replaced).catch(() => false);
    return receipt({ messageId: sent.message_id, screen: true });
  }

  async #note(note: Payload<'intake-note'>): Promise<Delivery> {
    const sent = await this.api.sendMessage(note.telegramId, note.text, quietly);
    return receipt({ messageId: sent.message_id, screen: false });
  }

  async #answerTap(tap: Payload<'intake-tap-answer'>): Promise<Delivery> {
    await this.api.answerCallbackQuery(tap.callbackId);
    return { result: 'sent' };
  }

  /** Deletes first, in the order of the promise; what Telegram refuses to delete is part of what the farewell says. */
  async #leave(leave: Payload<'intake-leave'>, chatId: string | null): Promise<Delivery> {
    const ids = chatId === null ? [] : await this.messages.deletableIn(this.database.reader, chatId);
    for (let from = 0; from < ids.length; from += deleteAtOnce)
      await this.#delete(leave.telegramId, ids.slice(from, from + deleteAtOnce));
    const sent = await this.api.sendMessage(leave.telegramId, leave.farewell, quietly);
    return receipt({ messageId: sent.message_id, deleted: ids });
  }

  async #delete(telegramId: number, messageIds: readonly number[]): Promise<void> {
    try {
      await this.api.deleteMessages(telegramId, [...messageIds]);
    } catch (error) {
      if (deliveryOf(error, 1).result === 'retry') throw error;
    }
  }

  async #leaveGroup(group: Payload<'intake-leave-group'>): Promise<Delivery> {
    await this.api.leaveChat(group.groupId);
    return { result: 'sent' };
  }

  async #shownIn(chatId: string): Promise<number | null> {
    return (await this.chats.find(this.database.reader, chatId))?.screenMessageId ?? null;
  }
}

const receipt = (json: Json): Delivery => ({ result: 'sent', receipt: json });

function keyboardOf(screen: Payload<'intake-screen'>) {
  const inline_keyboard = screen.rows.map((row) =>
    row.map(({ label, data }) => ({ text: label, callback_data: data })),
  );
  return { reply_markup: { inline_keyboard } };
}
