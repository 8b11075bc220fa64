import type { InlineKeyboardMarkup } from 'grammy/types';
import { badRequest } from './telegram-error.js';

/** The arguments of one call: JSON values, or strings when they came by form or query string. */
export type Params = Readonly<Record<string, unknown>>;

const CALLBACK_DATA_BYTES = 64;
const BUTTONS = 100;

export function textOf(params: Params, name: string): string {
  const value = params[name];
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** Whole numbers only; anything else counts as absent, as in the Bot API server. */
export function integerOf(
  params: Params,
  name: string,
  range: { min: number; max: number; otherwise: number },
): number {
  const text = textOf(params, name);
  const value = /^-?\d{1,15}$/.test(text) ? Number(text) : range.otherwise;
  return Math.min(Math.max(value, range.min), range.max);
}

export function flagOf(params: Params, name: string): boolean {
  return ['true', 'yes', '1'].includes(textOf(params, name).toLowerCase());
}

/** A structured argument: as it is in a JSON body, or JSON inside a string in a form. */
export function structureOf(params: Params, name: string, complaint: string): unknown {
  const value = params[name];
  if (typeof value !== 'string') return value ?? undefined;
  if (value === '') return undefined;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    throw badRequest(complaint);
  }
}

/** @throws TelegramError 400 when the keyboard breaks a documented limit (callback_data of 1 to 64 bytes). */
export function inlineKeyboardOf(params: Params): InlineKeyboardMarkup | undefined {
  const markup = structureOf(params, 'reply_markup', "can't parse reply keyboard markup JSON object");
  if (markup === undefined) return undefined;
  if (!isRecord(markup)) throw badRequest('object expected as reply markup');
  const rows = markup['inline_keyboard'];
  if (rows === undefined) return undefined;
  if (!Array.isArray(rows) || !rows.every(Array.isArray)) {
    throw badRequest('field "inline_keyboard" must be an Array of Arrays');
  }
  const buttons = rows.flat() as unknown[];
  if (buttons.length > BUTTONS) throw badRequest('reply markup is too long');
  buttons.forEach(checkButton);
  return buttons.length === 0 ? undefined : (markup as unknown as InlineKeyboardMarkup);
}

function checkButton(button: unknown): void {
  if (!isRecord(button))
    throw badRequest("can't parse inline keyboard button: InlineKeyboardButton must be an Object");
  if (typeof button['text'] !== 'string' || button['text'] === '') {
    throw badRequest('can\'t parse inline keyboard button: Field "text" must be a non-empty String');
  }
  const data = button['callback_data'];
  if (typeof data !== 'string' || data === '') return checkOtherAction(button);
  if (Buffer.byteLength(data) > CALLBACK_DATA_BYTES) throw badRequest('BUTTON_DATA_INVALID');
}

function checkOtherAction(button: Record<string, unknown>): void {
  const actions = ['url', 'web_app', 'login_url', 'switch_inline_query', 'copy_text', 'callback_game', 'pay'];
  if (actions.some((action) => button[action] !== undefined)) return;
  throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
