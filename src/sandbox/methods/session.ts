import { TelegramError, tooManyRequests } from '../telegram-error.js';

const TEN_MINUTES_MS = 10 * 60 * 1_000;

/** logOut and close of one bot. Source: Bot API, "logOut" and "close". */
export class Session {
  private loggedOutAt: number | undefined;

  constructor(
    private readonly now: () => number,
    private readonly launchedAt = now(),
  ) {}

  /** @throws TelegramError 400 for ten minutes after logOut */
  requireLogin(): void {
    if (this.loggedOutAt === undefined) return;
    if (this.now() - this.loggedOutAt < TEN_MINUTES_MS) throw new TelegramError(400, 'Logged out');
    this.loggedOutAt = undefined;
  }

  logOut(): true {
    this.loggedOutAt = this.now();
    return true;
  }

  /** @throws TelegramError 429 in the first ten minutes after the launch */
  close(): true {
    const left = this.launchedAt + TEN_MINUTES_MS - this.now();
    if (left > 0) throw tooManyRequests(Math.ceil(left / 1_000));
    return true;
  }

  reset(): void {
    this.loggedOutAt = undefined;
  }
}
