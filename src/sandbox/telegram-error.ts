/**
 * An answer of Telegram that says no. The sentences are those of the public Bot API server (tdlib/telegram-bot-api,
 * Client.cpp) or, where Telegram's servers speak, those that bots are known to receive: code that recognizes an error
 * by its description must meet the real description here.
 */
export class TelegramError extends Error {
  override readonly name = 'TelegramError';

  /** @param retryAfter whole seconds, given with 429 only */
  constructor(
    readonly code: number,
    readonly description: string,
    readonly retryAfter?: number,
  ) {
    super(description);
  }

  body(): { ok: false; error_code: number; description: string; parameters?: { retry_after: number } } {
    return {
      ok: false,
      error_code: this.code,
      description: this.description,
      ...(this.retryAfter === undefined ? {} : { parameters: { retry_after: this.retryAfter } }),
    };
  }
}

export const badRequest = (reason: string): TelegramError => new TelegramError(400, `Bad Request: ${reason}`);

export const tooManyRequests = (retryAfter: number): TelegramError =>
  new TelegramError(429, `Too Many Requests: retry after ${retryAfter}`, retryAfter);

export const blockedByUser = (): TelegramError =>
  new TelegramError(403, 'Forbidden: bot was blocked by the user');
