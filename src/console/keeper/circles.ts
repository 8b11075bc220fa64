import { listMyCircles } from '../../contracts/circles/circles.js';
import { idBytes, idText } from '../../contracts/shared/scalars.js';
import { openDraft, sealDraft } from '../../e2ee/account/drafts.js';
import { kinds } from '../../e2ee/circle/header.js';
import { call } from '../api/call.js';
import { namesIn, namesOfStaff } from '../api/names-of-staff.js';
import { holdCircle, openHeld, type CircleAnswer } from './held-circle.js';
import { writtenAlready } from './next-version.js';
import { forget, keep, keptUnder } from './safe-store.js';
import { objectOf, sealInto } from './seal-record.js';
import { unlocked } from './state.js';
import type { NextVersion } from './version-race.js';
import { linesOf, viewOf, type CaseView } from './view-circle.js';

export type ListedCircle = CircleAnswer & {
  /** Members that are somebody: the recovery key is none. */
  readonly people: number;
};

/** Every circle that I am in, from all pages. */
export async function listCircles(): Promise<ListedCircle[]> {
  const items: ListedCircle[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await call(listMyCircles, { query: { cursor, limit: 200 } });
    items.push(...page.items.map((item) => ({ ...item, people: peopleIn(item) })));
    if (page.next === null) return items;
    cursor = page.next;
  }
}

function peopleIn({ members }: CircleAnswer): number {
  const { directory } = unlocked();
  return members.filter(({ userId }) => directory.keyOf(idBytes(userId))?.kind !== 'recovery').length;
}

export async function readCase(id: string): Promise<CaseView> {
  const circle = await holdCircle(id);
  const nameOf = namesIn(await namesOfStaff());
  const opened = openHeld(circle);
  return {
    ...viewOf(circle, opened, nameOf, unlocked().user),
    lines: linesOf(opened.contents, nameOf),
  };
}

export interface NoteOrder extends NextVersion {
  /** In hex. The same one however often it is sent: what arrived already is not written twice. */
  readonly object: string;
}

/**
 * Seals a note, or the next version of one. Whoever is slower composes again from the newer chain, with the same text.
 *
 * @returns the hash of that version, in hex
 * @throws Failed `note-superseded` when a version is there that its author has not seen: nothing was written
 */
export async function writeNote(id: string, { object, ...next }: NoteOrder): Promise<string> {
  const objectId = objectOf(object);
  return sealInto(id, {
    kind: kinds.note,
    object: objectId,
    text: next.text,
    check: (circle) => writtenAlready(circle, objectId, next, 'note-superseded'),
  });
}

/** @param object the note that is being amended; empty for a new one */
export const draftKeyOf = (user: string, id: string, object: string): string =>
  `draft ${user} ${id} ${object}`;

const draftKey = (id: string, object: string): string => draftKeyOf(idText(unlocked().user), id, object);

/** Keeps unsent text, encrypted; empty text is erased. @returns whether this browser keeps anything */
export async function keepDraft(id: string, object: string, text: string): Promise<boolean> {
  const { accountSecret, user } = unlocked();
  if (text === '') return forget(draftKey(id, object));
  return keep(draftKey(id, object), sealDraft(accountSecret, user, idBytes(id), text));
}

export async function readDraft(id: string, object: string): Promise<string> {
  const { accountSecret, user } = unlocked();
  const sealed = await keptUnder(draftKey(id, object));
  return sealed instanceof Uint8Array ? openDraft(accountSecret, user, idBytes(id), sealed) : '';
}
