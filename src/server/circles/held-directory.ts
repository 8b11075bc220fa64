import type { Directory } from '../../e2ee/directory/directory.js';
import type { DirectoryBook } from '../identity/directory-book.js';
import { appendLock } from '../identity/directory-lock.js';
import type { Transaction } from '../platform/database/database.js';
import type { TrustedDirectory } from './trusted-directory.port.js';

export class HeldDirectory implements TrustedDirectory {
  constructor(private readonly book: DirectoryBook) {}

  async hold(tx: Transaction): Promise<Directory> {
    await tx.query(`select pg_advisory_xact_lock_shared($1)`, [appendLock]);
    return this.book.read(tx);
  }

  look(tx: Transaction): Promise<Directory> {
    return this.book.read(tx);
  }
}
