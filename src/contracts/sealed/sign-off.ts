import { z } from 'zod';
import { recordHash } from './shapes.js';

/**
 * The text of a kind 1 record with which a second person puts her signature under a level into the chain. Its object says which
 * signature (ADR 0167); the text only says to a reader what it is.
 */
const signOffText = z.strictObject({
  form: z.literal('sign-off/1'),
  /** The assessment whose level she signed. */
  record: recordHash,
});

export const writeSignOff = (record: string): string =>
  JSON.stringify(z.encode(signOffText, { form: 'sign-off/1', record }));

export function isSignOff(sealed: string): boolean {
  try {
    return signOffText.safeParse(JSON.parse(sealed)).success;
  } catch {
    return false;
  }
}
