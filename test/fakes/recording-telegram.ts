import { GrammyError, HttpError, type Api } from 'grammy';

export interface ShownMessage {
  readonly chatId: number;
  readonly id: number;
  text: string;
  /** One list of labels a row. */
  buttons: string[][];
  data: string[][];
  readonly silent: boolean;
  readonly protected: boolean;
  edits: number;
}

interface Options {
  readonly disable_notification?: boolean;
  readonly protect_content?: boolean;
  readonly reply_markup?: { inline_keyboard: { text: string; callback_data: string }[][] };
}

type Fault = { readonly status: number; readonly retryAfter?: number } | 'no-answer' | 'arrived-unanswered';

/** Telegram as the couriers see it: what is on each phone now, and faults on demand. */
export class RecordingTelegram {
  readonly messages: ShownMessage[] = [];
  readonly tapAnswers: { readonly tapId: string; readonly text: string }[] = [];
  readonly leftGroups: number[] = [];
  /** Messages of the person that were taken out of her chat. */
  readonly deleted: number[] = [];
  readonly #faults = new Map<number | 'all', Fault[]>();
  readonly #standing = new Map<number | 'all', Fault>();
  /** Runs while a message is on its way, before Telegram answers. */
  onTheWay: ((chatId: number) => Promise<void>) | null = null;

  /** The next call for this chat fails like this, once. */
  failOnce(chatId: number | 'all', fault: Fault): void {
    this.#faults.set(chatId, [...(this.#faults.get(chatId) ?? []), fault]);
  }

  /** Every call for this chat fails like this until `mend`. */
  fail(chatId: number | 'all', fault: Fault): void {
    this.#standing.set(chatId, fault);
  }

  mend(chatId: number | 'all'): void {
    this.#standing.delete(chatId);
  }

  on(chatId: number): ShownMessage[] {
    return this.messages.filter((message) => message.chatId === chatId);
  }

  last(chatId: number): ShownMessage {
    const last = this.on(chatId).at(-1);
    if (!last) throw new Error('Nothing was sent to this phone.');
    return last;
  }

  get api(): Api {
    return {
      sendMessage: (chatId: number, text: string, options: Options) => this.#send(chatId, text, options),
      editMessageText: (chatId: number, id: number, text: string, options: Options) =>
        this.#edit(chatId, id, text, options),
      answerCallbackQuery: async (tapId: string, { text }: { text: string }) => {
        this.tapAnswers.push({ tapId, text });
        return true;
      },
      deleteMessage: async (_chatId: number, id: number) => {
        this.deleted.push(id);
        return true;
      },
      leaveChat: async (chatId: number) => {
        this.leftGroups.push(chatId);
        return true;
      },
    } as unknown as Api;
  }

  async #send(chatId: number, text: string, options: Options): Promise<{ message_id: number }> {
    await this.onTheWay?.(chatId);
    const fault = this.#fault(chatId);
    if (fault && fault !== 'arrived-unanswered') throw errorOf(fault);
    const keyboard = options.reply_markup?.inline_keyboard ?? [];
    const message: ShownMessage = {
      chatId,
      id: this.messages.length + 1,
      text,
      buttons: keyboard.map((row) => row.map((button) => button.text)),
      data: keyboard.map((row) => row.map((button) => button.callback_data)),
      silent: options.disable_notification === true,
      protected: options.protect_content === true,
      edits: 0,
    };
    this.messages.push(message);
    if (fault) throw errorOf('no-answer');
    return { message_id: message.id };
  }

  async #edit(chatId: number, id: number, text: string, options: Options): Promise<true> {
    const fault = this.#fault(chatId);
    if (fault) throw errorOf(fault);
    const message = this.messages.find((each) => each.id === id && each.chatId === chatId);
    if (!message) throw refusal(400, 'Bad Request: message to edit not found');
    const keyboard = options.reply_markup?.inline_keyboard ?? [];
    const data = keyboard.map((row) => row.map((button) => button.callback_data));
    if (message.text === text && JSON.stringify(message.data) === JSON.stringify(data))
      throw refusal(400, 'Bad Request: message is not modified');
    message.text = text;
    message.buttons = keyboard.map((row) => row.map((button) => button.text));
    message.data = data;
    message.edits += 1;
    return true;
  }

  #fault(chatId: number): Fault | undefined {
    const standing = this.#standing.get(chatId) ?? this.#standing.get('all');
    return standing ?? this.#faults.get(chatId)?.shift() ?? this.#faults.get('all')?.shift();
  }
}

function errorOf(fault: Fault): Error {
  if (fault === 'no-answer' || fault === 'arrived-unanswered')
    return new HttpError('Network request failed', new Error('reset'));
  return refusal(fault.status, 'refused', fault.retryAfter);
}

function refusal(status: number, description: string, retryAfter?: number): GrammyError {
  return new GrammyError(
    'Call failed',
    {
      ok: false,
      error_code: status,
      description,
      ...(retryAfter !== undefined && { parameters: { retry_after: retryAfter } }),
    },
    'sendMessage',
    {},
  );
}
