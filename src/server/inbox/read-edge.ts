import { idBytes } from '../../contracts/shared/scalars.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Directory } from '../../e2ee/directory/directory.js';
import { encodeBody, ops, signPossession, type EntryBody } from '../../e2ee/directory/entry.js';
import type { Anchor, EdgeAnchor } from '../edge/edge-anchor.js';
import type { EdgeIdentity, EdgeKeys } from '../edge/edge-keys.js';
import type { Trust, TrustedInbox } from '../edge/trusted-inbox.js';
import type { ReceiveInbound } from '../circles/receive-inbound.js';
import type { DirectoryBook } from '../identity/directory-book.js';
import type { ReadConversations } from '../intake/read-conversations.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { Announce } from '../platform/live/announce.js';
import { InboxRefused } from './inbox-refused.js';

export type Enrolled = 'waiting' | 'enrolled' | 'revoked';

export interface EdgeState {
  readonly edge: EdgeIdentity;
  readonly enrolled: Enrolled;
  readonly possession: { readonly body: Uint8Array; readonly selfSig: Uint8Array } | null;
  readonly anchor: Anchor | null;
  readonly anchorOpen: boolean;
  readonly trust: Trust['trust'];
  readonly reason: string | null;
  readonly heldBack: number;
  readonly heldBackSince: Instant | null;
}

/** How the edge stands: its keys, whether they are signed in, what it was anchored to, what it thinks of the inbox. */
export class ReadEdge {
  constructor(
    private readonly clock: Clock,
    private readonly keys: EdgeKeys,
    private readonly anchor: EdgeAnchor,
    private readonly trusted: TrustedInbox,
    private readonly inbound: ReceiveInbound,
    private readonly directory: DirectoryBook,
    private readonly conversations: ReadConversations,
  ) {}

  async run(tx: Transaction, caller: StaffId): Promise<EdgeState> {
    const edge = await this.keys.refresh(tx);
    const directory = await this.directory.read(tx);
    const enrolled = enrolledAs(directory, edge);
    const looked = await this.trusted.look(tx, ({ inboxId }) => this.inbound.look(tx, inboxId));
    const held = await this.conversations.heldBack(tx);
    return {
      edge,
      enrolled,
      possession: enrolled === 'waiting' ? this.#possession(directory, edge, caller) : null,
      anchor: this.anchor.current(),
      anchorOpen: this.anchor.mayBeSet,
      trust: looked.trust,
      reason: looked.trust === 'trusted' ? null : looked.reason,
      heldBack: held.count,
      heldBackSince: held.since,
    };
  }

  /** For an administrator: the entry that she may sign, at the directory's next place, signed by the edge itself. */
  #possession(directory: Directory, edge: EdgeIdentity, caller: StaffId): EdgeState['possession'] {
    const signer = directory.keyOf(idBytes(caller));
    if (signer?.kind !== 'administrator') return null;
    const body: EntryBody = {
      seq: directory.seq + 1,
      prev: directory.head,
      ms: this.clock.now(),
      subject: edge.user,
      op: ops.edge,
      role: 0,
      kv: edge.kv,
      ed25519: edge.signing.publicKey,
      x25519: edge.sealing.publicKey,
      signer: signer.user,
      signerKv: signer.kv,
    };
    return { body: encodeBody(body), selfSig: signPossession(body, edge) };
  }
}

/** Tells the edge its anchor, in an evaluation. */
export class AnchorEdge {
  constructor(
    private readonly anchor: EdgeAnchor,
    private readonly announce: Announce,
  ) {}

  /** @throws InboxRefused `edge-anchor-fixed` */
  async run(tx: Transaction, anchor: Anchor): Promise<void> {
    if (!this.anchor.set(anchor)) throw new InboxRefused('edge-anchor-fixed');
    await this.announce.run(tx, { kind: 'edge', subjectId: null });
  }
}

/** New keys for the edge, once an administrator has revoked the old ones. */
export class ReplaceEdgeKeys {
  constructor(
    private readonly keys: EdgeKeys,
    private readonly directory: DirectoryBook,
    private readonly announce: Announce,
  ) {}

  /** @throws InboxRefused `edge-unfit` while its keys are in force, or still wait to be signed in */
  async run(tx: Transaction): Promise<void> {
    const edge = await this.keys.refresh(tx);
    if (enrolledAs(await this.directory.read(tx), edge) !== 'revoked') throw new InboxRefused('edge-unfit');
    await this.keys.replace(tx, edge.id);
    await this.announce.run(tx, { kind: 'edge', subjectId: null });
  }
}

function enrolledAs(directory: Directory, edge: EdgeIdentity): Enrolled {
  if (directory.keyOf(edge.user)) return 'enrolled';
  const wasThere = directory
    .since(0)
    .some((entry) => entry.subject.every((value, at) => value === edge.user[at]));
  return wasThere ? 'revoked' : 'waiting';
}
