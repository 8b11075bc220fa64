import type { INBOX_TRUST } from '../../contracts/inbox/edge.js';
import { idBytes } from '../../contracts/shared/scalars.js';
import { CaseChain } from '../../e2ee/circle/case-chain.js';
import { equal, isZero } from '../../e2ee/shared/bytes.js';
import { Directory } from '../../e2ee/directory/directory.js';
import { ProtocolRefusal } from '../../e2ee/shared/refusal.js';
import type { ReadForEdge } from '../circles/read-for-edge.js';
import type { InboxPlace } from '../circles/receive-inbound.js';
import type { DirectoryTip } from '../identity/directory-tip.js';
import type { Transaction } from '../platform/database/database.js';
import type { Log } from '../platform/logging/log.js';
import type { Anchor, EdgeAnchor } from './edge-anchor.js';
import type { EdgeIdentity, EdgeKeys } from './edge-keys.js';
import type { EdgeMemory } from './edge-memory.js';

export type InboxTrust = (typeof INBOX_TRUST)[number];

export type Trust =
  | {
      readonly trust: 'trusted';
      readonly inbox: CaseChain;
      readonly edge: EdgeIdentity;
      readonly anchor: Anchor;
    }
  | { readonly trust: Exclude<InboxTrust, 'trusted'>; readonly reason: string | null };

interface Verified {
  readonly anchor: Anchor;
  readonly tip: Uint8Array;
  readonly chain: CaseChain;
}

/**
 * The inbox as the edge has verified it, from root's fingerprint and the inbox's id, with pins in its own memory: a database that
 * is rolled back, forked or led to another inbox is not believed. What was verified is kept in the process; a comparison of
 * two hashes tells whether it still is what the tables show.
 */
export class TrustedInbox {
  #verified: Verified | undefined;
  #said: string | undefined;

  constructor(
    readonly anchor: EdgeAnchor,
    private readonly keys: EdgeKeys,
    private readonly memory: EdgeMemory,
    private readonly directory: DirectoryTip,
    private readonly circles: ReadForEdge,
    private readonly log: Log,
  ) {}

  /**
   * @param enter looks where the inbox stands, and locks it, after the directory was made to stand still
   * @returns what the edge thinks of it; the directory does not grow before this transaction ends
   */
  async look<Place extends Pick<InboxPlace, 'head'>>(
    tx: Transaction,
    enter: (anchor: Anchor) => Promise<Place | null>,
  ): Promise<Trust & { readonly place: Place | null }> {
    const anchor = this.anchor.current();
    if (!anchor) return { ...this.#say(distrust('no-anchor')), place: null };
    const tip = await this.directory.hold(tx);
    const place = await enter(anchor);
    if (!tip) return { ...this.#say(distrust('directory-refused', 'genesis')), place };
    if (!place) return { ...this.#say(distrust('no-inbox')), place };
    return { ...this.#say(await this.#judge(tx, anchor, tip, place)), place };
  }

  /** The ids of those who may read, as last verified; nobody while nothing is trusted. */
  get readers(): readonly Uint8Array[] {
    return this.#verified?.chain.inForce?.members.map(({ user }) => user) ?? [];
  }

  async #judge(
    tx: Transaction,
    anchor: Anchor,
    tip: Uint8Array,
    place: Pick<InboxPlace, 'head'>,
  ): Promise<Trust> {
    try {
      const verified = this.#isStill(anchor, tip, place) ?? (await this.#verify(tx, anchor, tip));
      if (!equal(verified.chain.head.hash ?? new Uint8Array(), place.head.hash))
        return distrust('inbox-refused', 'head');
      return await this.#withKeys(tx, verified);
    } catch (caught) {
      if (!(caught instanceof Distrusted)) throw caught;
      return distrust(caught.trust, caught.reason);
    }
  }

  #isStill(anchor: Anchor, tip: Uint8Array, { head }: Pick<InboxPlace, 'head'>): Verified | undefined {
    const known = this.#verified;
    const same =
      known && equal(known.anchor.rootFingerprint, anchor.rootFingerprint) && equal(known.tip, tip);
    return same && equal(known.chain.head.hash ?? new Uint8Array(), head.hash) ? known : undefined;
  }

  /** From the anchor, up to what the tables show; bit by bit where the pins prove it, signature by signature above them. */
  async #verify(tx: Transaction, anchor: Anchor, tip: Uint8Array): Promise<Verified> {
    const pins = remembered(() => this.memory.pinsOf(anchor));
    const entries = await this.directory.entries(tx);
    const directory = judged('directory-refused', () =>
      Directory.read(anchor.rootFingerprint, entries, pins.directory),
    );
    const rows = await this.circles.inbox(tx, anchor.inboxId);
    const chain = CaseChain.read(idBytes(anchor.inboxId), directory, rows, pins.inbox);
    if (chain.standing !== 'whole') throw new Distrusted('inbox-refused', chain.standing);
    if (!chain.inForce || isZero(chain.inForce.intakePk)) throw new Distrusted('inbox-refused', 'intake-key');
    const pin = chain.settle();
    if (pin) remembered(() => this.memory.keepPins(anchor, directory.pin, pin));
    this.#verified = { anchor, tip, chain };
    return this.#verified;
  }

  async #withKeys(tx: Transaction, { anchor, chain }: Verified): Promise<Trust> {
    let edge = await this.keys.current(tx);
    if (!isEnrolled(chain.directory, edge)) edge = await this.keys.refresh(tx);
    return isEnrolled(chain.directory, edge)
      ? { trust: 'trusted', inbox: chain, edge, anchor }
      : distrust('no-keys');
  }

  /** Loud, but once a change. */
  #say(trust: Trust): Trust {
    const word = trust.trust === 'trusted' ? 'trusted' : `${trust.trust}:${trust.reason ?? ''}`;
    if (word === this.#said) return trust;
    this.#said = word;
    if (trust.trust === 'trusted') this.log.info('edge-trusts-inbox');
    else this.log.warn('edge-trusts-no-inbox', { trust: trust.trust, reason: trust.reason });
    return trust;
  }
}

export const isEnrolled = (directory: Directory, edge: EdgeIdentity): boolean => {
  const key = directory.keyOf(edge.user);
  return key?.kind === 'edge' && key.kv === edge.kv && equal(key.ed25519, edge.signing.publicKey);
};

class Distrusted extends Error {
  constructor(
    readonly trust: Exclude<InboxTrust, 'trusted'>,
    readonly reason: string,
  ) {
    super('Not trusted.');
  }
}

const distrust = (trust: Exclude<InboxTrust, 'trusted'>, reason: string | null = null): Trust => ({
  trust,
  reason,
});

/** A memory that cannot be read or written protects nobody; contacts are held back and not lost. */
function remembered<T>(act: () => T): T {
  try {
    return act();
  } catch {
    throw new Distrusted('inbox-refused', 'memory');
  }
}

function judged<T>(trust: Exclude<InboxTrust, 'trusted'>, judge: () => T): T {
  try {
    return judge();
  } catch (caught) {
    if (!(caught instanceof ProtocolRefusal)) throw caught;
    throw new Distrusted(trust, (caught as ProtocolRefusal).reason);
  }
}
