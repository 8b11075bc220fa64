import type { Api } from 'grammy';
import { seconds } from '../../domain/shared/time.js';
import { within } from '../platform/clock/within.js';

/** Nobody waits longer for a link that can be typed as well. */
const patience = seconds(3);

/** What the staff bot is called in Telegram, for a link that opens its chat. Asked for once; a failure is asked again. */
export class StaffBotName {
  #known: string | null = null;

  /** @param api null: there is no public Telegram behind the bot, so no link would lead to it */
  constructor(private readonly api: Pick<Api, 'getMe'> | null) {}

  /** @returns null when it cannot be found out now */
  async read(): Promise<string | null> {
    if (this.#known === null && this.api !== null) await within(patience, this.#ask(this.api));
    return this.#known;
  }

  async #ask(api: Pick<Api, 'getMe'>): Promise<void> {
    try {
      this.#known = (await api.getMe()).username;
    } catch {
      // Telegram is away, or does not answer: the code itself works all the same.
    }
  }
}
