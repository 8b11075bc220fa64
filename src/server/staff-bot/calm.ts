import { minutes, plus, type Duration, type Instant } from '../../domain/shared/time.js';

const answersPerChat = 6;
const window: Duration = minutes(1);
const mostChats = 1_000;

/**
 * At most six answers a minute to one chat, so that nobody can make us write without end. Kept in memory: after a restart somebody
 * gets a few answers more.
 */
export class Calm {
  readonly #answers = new Map<number, Instant[]>();

  mayAnswer(chatId: number, now: Instant): boolean {
    const lately = (this.#answers.get(chatId) ?? []).filter((at) => plus(at, window) > now);
    if (lately.length >= answersPerChat) return false;
    this.#answers.delete(chatId);
    if (this.#answers.size >= mostChats) this.#forgetOldest();
    this.#answers.set(chatId, [...lately, now]);
    return true;
  }

  #forgetOldest(): void {
    for (const oldest of this.#answers.keys()) {
      this.#answers.delete(oldest);
      return;
    }
  }
}
