import type { AlertId, StaffId } from '../../domain/shared/ids.js';

/** Letters, because a button carries at most 64 bytes: two ids and a letter are 46. */
const verbs = {
  t: 'take',
  n: 'not-me',
  c: 'in-contact',
  u: 'unsafe',
  r: 'resolved',
  f: 'false-alarm',
  h: 'hand-over',
  b: 'back',
  g: 'give-back',
  o: 'offer',
  a: 'accept',
  d: 'decline-offer',
  w: 'withdraw-offer',
  x: 'take-oldest',
  z: 'decline-all',
  s: 'stop',
} as const;

type Letter = keyof typeof verbs;
export type TapVerb = (typeof verbs)[Letter];

/** What a button says when it is tapped. */
export interface Tap {
  readonly verb: TapVerb;
  readonly alert: AlertId | null;
  readonly colleague: StaffId | null;
}

const shape = /^([a-z])(?:-([\w-]{22}))?(?:-([\w-]{22}))?$/;

export function tapData(verb: TapVerb, alert?: AlertId, colleague?: StaffId): string {
  const letter = (Object.keys(verbs) as Letter[]).find((each) => verbs[each] === verb) ?? 'x';
  return [letter, ...[alert, colleague].filter((id) => id !== undefined).map(shortId)].join('-');
}

/** @returns null for what none of our buttons says */
export function readTap(data: string | undefined): Tap | null {
  const found = shape.exec(data ?? '');
  const letter = found?.[1];
  if (!letter || !Object.hasOwn(verbs, letter)) return null;
  return {
    verb: verbs[letter as Letter],
    alert: longId(found[2]) as AlertId | null,
    colleague: longId(found[3]) as StaffId | null,
  };
}

/** 22 letters for an id. */
export const shortId = (id: string): string =>
  Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');

/** The id behind 22 letters; null for anything else. */
export function longId(text: string | undefined): string | null {
  if (text === undefined) return null;
  const hex = Buffer.from(text, 'base64url').toString('hex');
  return hex.length === 32 ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : null;
}
