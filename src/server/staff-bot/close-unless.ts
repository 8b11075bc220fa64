import type { Transaction } from '../platform/database/database.js';

class Objection extends Error {}

/** Takes `close` back, and nothing else of the transaction, when it answers that something speaks against it. */
export async function closeUnless(
  tx: Transaction,
  close: (inner: Transaction) => Promise<boolean>,
): Promise<boolean> {
  try {
    await tx.transaction(async (inner) => {
      if (await close(inner)) throw new Objection();
    });
    return true;
  } catch (error) {
    if (error instanceof Objection) return false;
    throw error;
  }
}
