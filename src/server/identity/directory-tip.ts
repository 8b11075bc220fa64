import { rows, type Transaction } from '../platform/database/database.js';
import { holdDirectory } from './directory-lock.js';

/** The directory's bytes for a client of the protocol in this process, which trusts the table with nothing and verifies them. */
export class DirectoryTip {
  /** The newest entry; null while there is none. The directory does not grow before this transaction ends. */
  async hold(tx: Transaction): Promise<Uint8Array | null> {
    await holdDirectory(tx);
    const [found] = await rows<{ bytes: Buffer }>(
      tx,
      `select bytes from directory_entry order by seq desc limit 1`,
    );
    return found ? new Uint8Array(found.bytes) : null;
  }

  /** Every entry, oldest first. */
  async entries(tx: Transaction): Promise<Uint8Array[]> {
    const found = await rows<{ bytes: Buffer }>(tx, `select bytes from directory_entry order by seq`);
    return found.map(({ bytes }) => new Uint8Array(bytes));
  }
}
