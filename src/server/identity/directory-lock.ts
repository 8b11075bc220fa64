import type { Transaction } from '../platform/database/database.js';

const appendLock = 7_240_515;

/** Waits until nobody else appends to the directory, nor needs it to stand still; held to the end of the transaction. */
export async function lockDirectory(tx: Transaction): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock($1)`, [appendLock]);
}

/** The directory does not grow before this transaction ends. Any number hold it at once. */
export async function holdDirectory(tx: Transaction): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock_shared($1)`, [appendLock]);
}
