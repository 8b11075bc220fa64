import type { BotName } from '../platform/telegram/bot-api.js';
import type { ReceiveUpdate } from '../platform/telegram/receive-update.js';

/** Each bot's way in, whether updates are asked for or delivered. */
export const RECEIVERS = Symbol('Receivers');
export type Receivers = Readonly<Record<BotName, ReceiveUpdate>>;
