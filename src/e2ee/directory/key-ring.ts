import { hex } from '../shared/bytes.js';
import type { Id } from '../shared/identity.js';
import { ops, type Entry } from './entry.js';

/** What an id is enrolled as, for ever: `person` by ADD, the others by the operation of their name. */
export type Kind = 'root' | 'person' | 'administrator' | 'edge' | 'recovery';

/** One version of somebody's keys, and the entries between which it is in force. */
export interface EnrolledKey {
  readonly user: Id;
  readonly kv: number;
  readonly kind: Kind;
  readonly role: number;
  readonly ed25519: Uint8Array;
  readonly x25519: Uint8Array;
  /** The entry that brought it. */
  readonly since: number;
  /** The entry that rotated it out or revoked it; Infinity while in force. */
  readonly until: number;
}

const kindByOp: Readonly<Partial<Record<number, Kind>>> = {
  [ops.genesis]: 'root',
  [ops.add]: 'person',
  [ops.adminAdd]: 'administrator',
  [ops.edge]: 'edge',
  [ops.recovery]: 'recovery',
};

/** Everybody's key versions, as the entries of the directory set them. Trusts its caller to have checked each entry. */
export class KeyRing {
  readonly #byUser = new Map<string, EnrolledKey[]>();

  /** The newest version of an id, in force or not; undefined for an id that was never enrolled. */
  newest(user: Id): EnrolledKey | undefined {
    return this.#byUser.get(hex(user))?.at(-1);
  }

  /** The key (user, kv) if it was in force right after entry `seq`. */
  at(user: Id, kv: number, seq: number): EnrolledKey | undefined {
    const key = this.#byUser.get(hex(user))?.[kv - 1];
    return key && key.since <= seq && seq < key.until ? key : undefined;
  }

  /** The RECOVERY key in force right after entry `seq`. */
  recoveryAt(seq: number): EnrolledKey | undefined {
    return this.all().find((key) => key.kind === 'recovery' && key.since <= seq && seq < key.until);
  }

  all(): EnrolledKey[] {
    return [...this.#byUser.values()].flat();
  }

  apply(entry: Entry): void {
    const before = this.#byUser.get(hex(entry.subject)) ?? [];
    const kind = kindByOp[entry.op] ?? before.at(-1)?.kind;
    const versions = before.map((key) => ({ ...key, until: Math.min(key.until, entry.seq) }));
    if (kind && entry.op !== ops.revoke) versions.push(keyOf(entry, kind));
    this.#byUser.set(hex(entry.subject), versions);
  }
}

const keyOf = (entry: Entry, kind: Kind): EnrolledKey => ({
  user: entry.subject,
  kv: entry.kv,
  kind,
  role: entry.role,
  ed25519: entry.ed25519,
  x25519: entry.x25519,
  since: entry.seq,
  until: Infinity,
});
