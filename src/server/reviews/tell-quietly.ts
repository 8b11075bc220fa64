import type { StaffId } from '../../domain/shared/ids.js';
import { days, plus } from '../../domain/shared/time.js';
import type { StaffDirectory } from '../identity/staff-directory.port.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { Outbox } from '../platform/outbox/outbox.js';
import { reviewWords, type ReviewNews } from './review-words.js';

/** The staff bot sends what comes under this topic: `{ chatId, text, keyboard, isAloud }`. */
const MESSAGE_TOPIC = 'staff-reply';
/** Under this topic the mail courier writes what `ReviewLetters` knows. */
export const REVIEW_LETTER_TOPIC = 'review-letter';
/** What could not be delivered for so long is in the next summary anyway. */
const stale = days(1);

/** Tells people of paperwork, on the phone, or by mail to whoever has none: without a sound, unless it is what wakes people. */
export class TellQuietly {
  constructor(
    private readonly clock: Clock,
    private readonly zone: string,
    private readonly staff: Pick<StaffDirectory, 'byIds' | 'chatOf'>,
    private readonly outbox: Outbox,
  ) {}

  /** @returns how many people it can reach */
  async run(tx: Transaction, whom: readonly StaffId[], news: ReviewNews, isAloud = false): Promise<number> {
    const known = await this.staff.byIds(tx, whom);
    let told = 0;
    for (const member of known.values()) {
      if (!member.active) continue;
      const chatId = member.phoneReachable ? await this.staff.chatOf(tx, member.id) : null;
      const words = reviewWords(news, member.language, this.zone);
      if (chatId !== null) await this.#write(tx, chatId, words, isAloud);
      else if (member.hasEmail) await this.#post(tx, member.id, news);
      else continue;
      told += 1;
    }
    return told;
  }

  #write(tx: Transaction, chatId: number, words: string, isAloud: boolean): Promise<void> {
    return this.outbox.put(tx, {
      channel: 'telegram-staff',
      topic: MESSAGE_TOPIC,
      payload: { chatId, text: words, keyboard: [], isAloud },
      giveUpAt: plus(this.clock.now(), stale),
    });
  }

  #post(tx: Transaction, staffId: StaffId, news: ReviewNews): Promise<void> {
    return this.outbox.put(tx, {
      channel: 'mail',
      topic: REVIEW_LETTER_TOPIC,
      payload: { staffId, template: 'review', ...news },
      giveUpAt: plus(this.clock.now(), stale),
    });
  }
}
