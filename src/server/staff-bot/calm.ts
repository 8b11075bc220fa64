import { minutes, plus, type Duration, type Instant } from '../../domain/shared/time.js';

const answersPerChat = 6;
/** Whoever is in the field and types her word with shaking hands is heard long after we stopped chatting. */
const looksPerChat = 30;
const window: Duration = minutes(1);
const mostChats = 1_000;

/**
 * At most six answers a minute to one chat, so that nobody can make us write without end, and thirty questions to the directory.
 * Kept in memory: after a restart somebody gets a few more.
 */
export class Calm {
  readonly #answers = new Lately(answersPerChat);
  readonly #looks = new Lately(looksPerChat);

  /** Whether to ask at all who writes. */
  mayLook(chatId: number, now: Instant): boolean {
    return this.#looks.takes(chatId, now);
  }

  mayAnswer(chatId: number, now: Instant): boolean {
    return this.#answers.takes(chatId, now);
  }
}

/** How often something was done for a chat within the last minute, for the chats that were heard last. */
class Lately {
  readonly #times = new Map<number, Instant[]>();

  constructor(private readonly most: number) {}

  /** Counts one more, unless there were too many. */
  takes(chatId: number, now: Instant): boolean {
    const lately = (this.#times.get(chatId) ?? []).filter((at) => plus(at, window) > now);
    if (lately.length >= this.most) return false;
    this.#times.delete(chatId);
    if (this.#times.size >= mostChats) this.#forgetOldest();
    this.#times.set(chatId, [...lately, now]);
    return true;
  }

  #forgetOldest(): void {
    for (const oldest of this.#times.keys()) {
      this.#times.delete(oldest);
      return;
    }
  }
}
