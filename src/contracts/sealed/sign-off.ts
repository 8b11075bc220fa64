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
  /** She says so under the lowering of a worker's level: no book of the house knows who manages whom (ADR 0180). */
  isNotLineManager: z.literal(true).optional(),
});

type SignOffText = z.output<typeof signOffText>;

export const writeSignOff = (record: string, says: Pick<SignOffText, 'isNotLineManager'> = {}): string =>
  JSON.stringify(z.encode(signOffText, { form: 'sign-off/1', record, ...says }));

/** Null for a text that is none. */
export function readSignOff(sealed: string): SignOffText | null {
  try {
    return signOffText.parse(JSON.parse(sealed));
  } catch {
    return null;
  }
}

export const isSignOff = (sealed: string): boolean => readSignOff(sealed) !== null;
