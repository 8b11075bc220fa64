import { anchorEdge, readEdge, replaceEdgeKeys } from '../../contracts/inbox/edge.js';
import type { AnswerOf } from '../../contracts/shared/route.js';
import { idBytes } from '../../contracts/shared/scalars.js';
import { assembleEntry, ops } from '../../e2ee/directory/entry.js';
import { equal, hex } from '../../e2ee/shared/bytes.js';
import { call } from '../api/call.js';
import { Failed } from '../session/failure.js';
import { appendToDirectory, bodyIn, refreshDirectory, revokePerson, rootFingerprint } from './people.js';
import { unlocked } from './state.js';
import { fingerprintWords } from './words.js';

type Edge = AnswerOf<typeof readEdge>;

/** The hotline's bot as this browser can judge it. */
export interface EdgeView {
  /** By our own verified directory, not by the server's word. */
  readonly standing: 'waiting' | 'enrolled' | 'revoked';
  /** The server says something else about its keys than the directory: somebody meddled. */
  readonly differs: boolean;
  readonly words: readonly string[];
  readonly maySign: boolean;
  /** What it was told to trust. `foreign`: another root than ours. */
  readonly anchor: 'none' | 'ours' | 'foreign';
  readonly inboxId: string | null;
  /** Our root's fingerprint, from the directory that this browser verified. */
  readonly rootHex: string;
  readonly anchorOpen: boolean;
  readonly trust: Edge['trust'];
  readonly reason: string | null;
  readonly heldBack: number;
  readonly heldBackSince: number | null;
}

export async function lookAtEdge(): Promise<EdgeView> {
  await refreshDirectory();
  const edge = await call(readEdge);
  const { heldBack, heldBackSince, anchorOpen, trust, reason, anchor } = edge;
  const standing = standingOf(edge);
  return {
    standing,
    differs: edge.enrolled !== standing,
    words: fingerprintWords(keysOf(edge)),
    maySign: edge.possession !== null,
    anchor: anchorOf(edge),
    inboxId: anchor?.inboxId ?? null,
    rootHex: hex(rootFingerprint()),
    anchorOpen,
    trust,
    reason,
    heldBack,
    heldBackSince,
  };
}

/**
 * Signs in exactly the key whose words were compared with those that the bot printed on its own machine.
 *
 * @param words what the screen showed when the administrator said that they match
 * @throws Failed `words-changed` or `enrolment-mismatch`; nothing was signed
 */
export async function signEdgeIn(words: readonly string[]): Promise<void> {
  await refreshDirectory();
  const { identity } = unlocked();
  const edge = await call(readEdge);
  if (fingerprintWords(keysOf(edge)).join() !== words.join())
    throw new Failed({ kind: 'untrusted', code: 'words-changed' });
  const { possession } = edge;
  const entry = possession && bodyIn(possession.body);
  const isHonest =
    entry !== null &&
    entry.op === ops.edge &&
    equal(entry.signer, identity.user) &&
    fingerprintWords({ ...entry, user: entry.subject }).join() === words.join();
  if (!possession || !isHonest) throw new Failed({ kind: 'untrusted', code: 'enrolment-mismatch' });
  await appendToDirectory(assembleEntry(possession.body, possession.selfSig, identity).bytes);
}

/**
 * The old key goes out of the directory, then the bot makes new ones under a new id; they wait for `signEdgeIn`. Interrupted in
 * between, the old key is out, and asking again goes on with the new ones.
 */
export async function replaceKeysOfEdge(): Promise<void> {
  await refreshDirectory();
  const edge = await call(readEdge);
  if (standingOf(edge) === 'enrolled') await revokePerson(edge.edgeId, '');
  await call(replaceEdgeKeys);
}

/** Tells the bot our root's fingerprint, from the directory that we verified, and the inbox. Only in an evaluation. */
export async function anchorEdgeTo(inboxId: string): Promise<void> {
  await refreshDirectory();
  await call(anchorEdge, { body: { rootFingerprint: rootFingerprint(), inboxId } });
}

const keysOf = ({ edgeId, kv, ed25519, x25519 }: Edge) => ({ user: idBytes(edgeId), kv, ed25519, x25519 });

function standingOf(edge: Edge): EdgeView['standing'] {
  const keys = keysOf(edge);
  const { directory } = unlocked();
  const inForce = directory.keyOf(keys.user);
  if (!inForce) return edge.enrolled === 'waiting' ? 'waiting' : 'revoked';
  const isSame =
    inForce.kind === 'edge' && equal(inForce.ed25519, keys.ed25519) && equal(inForce.x25519, keys.x25519);
  return isSame ? 'enrolled' : 'revoked';
}

function anchorOf({ anchor }: Edge): EdgeView['anchor'] {
  if (!anchor) return 'none';
  return equal(anchor.rootFingerprint, rootFingerprint()) ? 'ours' : 'foreign';
}
