import type { Directory } from '../../e2ee/directory/directory.js';
import type { DirectoryBook } from '../identity/directory-book.js';
import type { Transaction } from '../platform/database/database.js';
import type { TrustedDirectory } from './trusted-directory.port.js';

export class HeldDirectory implements TrustedDirectory {
  constructor(private readonly book: DirectoryBook) {}

  hold(tx: Transaction): Promise<Directory> {
    return this.book.hold(tx);
  }

  look(tx: Transaction): Promise<Directory> {
    return this.book.read(tx);
  }
}
