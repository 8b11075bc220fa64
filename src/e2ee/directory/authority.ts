import { equal, isZero } from '../shared/bytes.js';
import { DirectoryRefused } from './directory-refused.js';
import { isSignedBy, ops, provesPossession, selfSigOf, type Entry } from './entry.js';
import type { EnrolledKey, KeyRing } from './key-ring.js';

/** Operations that bring a new id. */
const enrolments: ReadonlySet<number> = new Set([ops.genesis, ops.add, ops.adminAdd, ops.edge, ops.recovery]);
/** Enrolments that only root signs. */
const rootsOwn: ReadonlySet<number> = new Set([ops.genesis, ops.adminAdd, ops.recovery]);
/** Kinds whose every entry is root's alone, also ROTATE and REVOKE. */
const rootsSubjects: ReadonlySet<string> = new Set(['root', 'administrator', 'recovery']);

/** Does the entry change somebody's keys in a way that follows from what is known? @throws DirectoryRefused */
export function checkSubject(entry: Entry, ring: KeyRing): void {
  const known = ring.newest(entry.subject);
  if (enrolments.has(entry.op)) checkEnrolment(entry, known, ring);
  else if (known?.until !== Infinity) throw new DirectoryRefused('unknown-id');
  else if (entry.op === ops.rotate) checkRotation(entry, known);
  else checkRevocation(entry, known);
}

function checkEnrolment(entry: Entry, known: EnrolledKey | undefined, ring: KeyRing): void {
  if (known) throw new DirectoryRefused('known-id');
  if (entry.kv !== 1) throw new DirectoryRefused('key-version');
  if (entry.op === ops.recovery && ring.recoveryAt(entry.seq)) throw new DirectoryRefused('second-recovery');
}

function checkRotation(entry: Entry, known: EnrolledKey): void {
  if (entry.kv !== known.kv + 1) throw new DirectoryRefused('key-version');
}

function checkRevocation(entry: Entry, known: EnrolledKey): void {
  if (entry.kv !== known.kv) throw new DirectoryRefused('key-version');
  const repeats =
    entry.role === known.role &&
    equal(entry.ed25519, known.ed25519) &&
    equal(entry.x25519, known.x25519) &&
    isZero(selfSigOf(entry));
  if (!repeats) throw new DirectoryRefused('repeat');
}

/**
 * May this signer sign this entry? Root signs everything; an administrator everything whose subject is a person or an
 * edge. The first entry is signed by the key inside it, which the caller compares with the anchor.
 *
 * @returns the key that must have signed
 * @throws DirectoryRefused
 */
export function authorityFor(entry: Entry, ring: KeyRing): Uint8Array {
  if (entry.op === ops.genesis) return entry.ed25519;
  const signer = ring.at(entry.signer, entry.signerKv, entry.seq);
  if (!signer || !isAllowed(entry, signer, ring)) throw new DirectoryRefused('signer');
  return signer.ed25519;
}

/** @throws DirectoryRefused unless possession is proven and the signer's signature is good */
export function checkSignatures(entry: Entry, signerKey: Uint8Array): void {
  if (entry.op !== ops.revoke && !provesPossession(entry)) throw new DirectoryRefused('possession');
  if (!isSignedBy(entry, signerKey)) throw new DirectoryRefused('signature');
}

function isAllowed(entry: Entry, signer: EnrolledKey, ring: KeyRing): boolean {
  if (signer.kind === 'root') return true;
  const subject = ring.newest(entry.subject);
  const isRoots = rootsOwn.has(entry.op) || (subject !== undefined && rootsSubjects.has(subject.kind));
  return signer.kind === 'administrator' && !isRoots;
}
