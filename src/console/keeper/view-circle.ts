import { readEvent } from '../../contracts/sealed/event.js';
import { readKeyDate } from '../../contracts/sealed/key-date.js';
import { isSignOff } from '../../contracts/sealed/sign-off.js';
import { idText } from '../../contracts/shared/scalars.js';
import type { FailedPlace } from '../../e2ee/circle/chain-walk.js';
import { rights } from '../../e2ee/circle/epoch-record.js';
import { kinds } from '../../e2ee/circle/header.js';
import type { OpenedCircle } from '../../e2ee/circle/open-circle.js';
import type { Content, ErasedRecord, ReadRecord } from '../../e2ee/circle/open-contents.js';
import { equal, hex } from '../../e2ee/shared/bytes.js';
import type { CircleAnswer, HeldCircle } from './held-circle.js';
import { wordsOf } from './words.js';

export interface Version {
  /** Of its record, in hex. */
  readonly hash: string;
  readonly seq: number;
  readonly ms: number;
  readonly author: string;
  /** Undefined: erased. */
  readonly text: string | undefined;
}

/** One line of a case: a note with all its versions, newest last, or a place whose check failed. */
export type Line =
  | {
      readonly kind: 'note';
      readonly object: string;
      readonly seq: number;
      readonly versions: readonly Version[];
    }
  | {
      readonly kind: 'failed';
      readonly object: string;
      readonly seq: number;
      readonly through: number;
      readonly reason: string;
      readonly author: string;
    };

export interface MemberView {
  readonly id: string;
  readonly name: string;
  readonly rights: number;
  readonly isMe: boolean;
  readonly isRecovery: boolean;
  /** The epoch lists a key that is no longer in force. */
  readonly isStale: boolean;
}

export interface CircleView {
  readonly answer: CircleAnswer;
  readonly standing: 'whole' | 'damaged' | 'rolled-back' | 'forked';
  /** It cites conversations of an inbox. */
  readonly hasLinks: boolean;
  readonly members: readonly MemberView[];
  readonly mayWrite: boolean;
  readonly mayGrant: boolean;
  readonly grantorsLeft: number;
  readonly headWords: readonly string[];
  readonly head: number;
}

/** A circle with its notes. */
export interface CaseView extends CircleView {
  readonly lines: readonly Line[];
}

type NameOf = (id: Uint8Array) => string;

/** What a person sees of a circle, its texts apart: verdicts, no key. */
export function viewOf(
  circle: HeldCircle,
  { contents, standing }: OpenedCircle,
  nameOf: NameOf,
  me: Uint8Array,
): CircleView {
  const { answer, chain } = circle;
  const members = membersOf(circle, nameOf, me);
  const mine = members.find(({ isMe }) => isMe)?.rights ?? 0;
  return {
    answer,
    standing,
    hasLinks: contents.some(isLink),
    members,
    mayWrite: (mine & rights.write) !== 0,
    mayGrant: (mine & rights.grant) !== 0,
    grantorsLeft: chain.grantorsLeft.length,
    headWords: chain.head.hash ? wordsOf(chain.head.hash) : [],
    head: chain.head.seq,
  };
}

const isLink = (content: Content): boolean =>
  content.state === 'read' && content.envelope.header.kind === kinds.link;

function membersOf({ chain }: HeldCircle, nameOf: NameOf, me: Uint8Array): MemberView[] {
  const stale = new Set(chain.staleMembers.map(({ user }) => hex(user)));
  const { directory, inForce } = chain;
  return (inForce?.members ?? []).map(({ user, kv, rights: held }) => ({
    id: idText(user),
    name: nameOf(user),
    rights: held,
    isMe: equal(user, me),
    isRecovery: directory.keyAt(user, kv, inForce?.dirSeq ?? 0)?.kind === 'recovery',
    isStale: stale.has(hex(user)),
  }));
}

/** Notes and failed places, in the chain's order. */
export function linesOf(contents: readonly Content[], nameOf: NameOf): Line[] {
  const lines: Line[] = [];
  const notes = new Map<string, Version[]>();
  for (const content of contents) {
    if (content.state === 'failed') lines.push(failedLine(content, nameOf));
    else addVersion(content, lines, notes, nameOf);
  }
  return lines;
}

function addVersion(
  content: ReadRecord | ErasedRecord,
  lines: Line[],
  notes: Map<string, Version[]>,
  nameOf: NameOf,
): void {
  const { header } = content.envelope;
  if (header.kind !== kinds.note) return;
  const object = hex(header.object);
  const text = content.state === 'read' ? content.text : undefined;
  if (text !== undefined && isShownElsewhere(text)) return;
  const version = {
    hash: hex(content.envelope.hash),
    seq: content.seq,
    ms: header.ms,
    author: nameOf(header.author),
    text: wordsIn(text),
  };
  const known = notes.get(object);
  if (known) {
    known.push(version);
    return;
  }
  const versions = [version];
  notes.set(object, versions);
  lines.push({ kind: 'note', object, seq: content.seq, versions });
}

/** A date stands among the dates, a second signature under its level. */
const isShownElsewhere = (text: string): boolean => readKeyDate(text) !== null || isSignOff(text);

/** Of something that happened only what its author wrote is a note. */
const wordsIn = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : (readEvent(text)?.words ?? text);

const failedLine = ({ seq, through, reason, claimed }: FailedPlace, nameOf: NameOf): Line => ({
  kind: 'failed',
  object: `failed ${seq}`,
  seq,
  through,
  reason,
  author: claimed ? nameOf(claimed.author) : '',
});
