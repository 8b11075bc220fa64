import type { Directory } from '../../e2ee/directory/directory.js';
import type { Transaction } from '../platform/database/database.js';

/** The organisation's signed directory, verified. */
export interface TrustedDirectory {
  /**
   * The directory as it is now. It does not grow before this transaction ends, so that nothing is accepted from a key that a
   * colleague is revoking at the same moment. Ask before any circle is locked.
   */
  hold(tx: Transaction): Promise<Directory>;
  /** The directory for reading, outside of any write. */
  look(tx: Transaction): Promise<Directory>;
}
