import { Directory } from '../../e2ee/directory/directory.js';
import { DirectoryRefused } from '../../e2ee/directory/directory-refused.js';
import { parseEntry, type Entry } from '../../e2ee/directory/entry.js';
import { fingerprint } from '../../e2ee/directory/fingerprint.js';
import { ProtocolRefusal } from '../../e2ee/shared/refusal.js';
import type { Pin } from '../../e2ee/shared/pin.js';
import { idText } from '../../contracts/shared/scalars.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Clock } from '../platform/clock/clock.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';
import type { Announce } from '../platform/live/announce.js';
import { holdDirectory, lockDirectory } from './directory-lock.js';
import type { DirectoryWatch } from './directory-watch.js';
import { IdentityRefused } from './identity-refused.js';

const noAnchor = new Uint8Array(32);
const mostAtOnce = 500;

/**
 * The signed directory in its table. Everything that enters was verified in full by the protocol's own code; what is read
 * back is verified again, by hash where this process has verified it before. The anchor is the root of entry 1: the server
 * vouches for nothing to a browser, which has its own anchor.
 */
export class DirectoryBook {
  #verified: Pin | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly announce: Announce,
    private readonly watch: DirectoryWatch,
  ) {}

  /** @throws ProtocolRefusal when the table was tampered with */
  async read(tx: Transaction): Promise<Directory> {
    const directory = this.#fold(await this.#entriesAfter(tx, 0));
    if (directory.seq > 0) this.#verified = directory.pin;
    return directory;
  }

  /** Entries above `seq`, oldest first, at most 500. */
  since(tx: Transaction, seq: number): Promise<Uint8Array[]> {
    return this.#entriesAfter(tx, seq, mostAtOnce);
  }

  async newest(tx: Transaction): Promise<number> {
    const [found] = await rows<{ seq: number | null }>(tx, `select max(seq) as seq from directory_entry`);
    return found?.seq ?? 0;
  }

  /** As it is now, and it does not grow before this transaction ends. @throws ProtocolRefusal */
  async hold(tx: Transaction): Promise<Directory> {
    await holdDirectory(tx);
    return this.read(tx);
  }

  /** Waits until nobody else appends; held to the end of the transaction. */
  lock(tx: Transaction): Promise<void> {
    return lockDirectory(tx);
  }

  /**
   * Appends the next entry and tells everybody.
   *
   * @throws IdentityRefused `directory-superseded` when somebody else's entry stands at this place,
   *         `directory-entry-refused` with the protocol's reason when it may not stand there
   */
  async append(tx: Transaction, bytes: Uint8Array, postedBy: StaffId): Promise<Entry> {
    await this.lock(tx);
    const entry = await this.#verify(tx, bytes);
    await tx.query(`insert into directory_entry (seq, bytes, posted_by, posted_at) values ($1, $2, $3, $4)`, [
      entry.seq,
      Buffer.from(bytes),
      postedBy,
      timestamp(this.clock.now()),
    ]);
    await this.watch.tell(tx, entry);
    await this.announce.run(tx, { kind: 'directory', subjectId: String(entry.seq) });
    return entry;
  }

  async #verify(tx: Transaction, bytes: Uint8Array): Promise<Entry> {
    const before = await this.#entriesAfter(tx, 0);
    const directory = before[0] ? this.#fold(before) : new Directory(anchorOf(bytes));
    try {
      return directory.append(bytes);
    } catch (caught) {
      throw refused(caught);
    }
  }

  /** What was verified may have been rolled back since, with its transaction: then everything is verified again. */
  #fold(entries: readonly Uint8Array[]): Directory {
    const anchor = anchorOf(entries[0]);
    try {
      return Directory.read(anchor, entries, this.#verified);
    } catch {
      return Directory.read(anchor, entries);
    }
  }

  async #entriesAfter(tx: Transaction, seq: number, limit: number | null = null): Promise<Uint8Array[]> {
    const found = await rows<{ bytes: Buffer }>(
      tx,
      `select bytes from directory_entry where seq > $1 order by seq limit $2`,
      [seq, limit],
    );
    return found.map(({ bytes }) => new Uint8Array(bytes));
  }
}

/** Reads the form only. @throws IdentityRefused */
export function readEntry(bytes: Uint8Array): Entry {
  try {
    return parseEntry(bytes);
  } catch (caught) {
    throw refused(caught);
  }
}

export const subjectOf = (entry: Entry): StaffId => idText(entry.subject) as StaffId;

function anchorOf(first: Uint8Array | undefined): Uint8Array {
  if (!first) return noAnchor;
  const entry = parseEntry(first);
  return fingerprint({ ...entry, user: entry.subject });
}

const movedOn: ReadonlySet<string> = new Set(['gap', 'fork', 'rollback']);

function refused(caught: unknown): unknown {
  if (!(caught instanceof ProtocolRefusal)) return caught;
  const { reason } = caught as ProtocolRefusal;
  return caught instanceof DirectoryRefused && movedOn.has(reason)
    ? new IdentityRefused('directory-superseded')
    : new IdentityRefused('directory-entry-refused', reason);
}
