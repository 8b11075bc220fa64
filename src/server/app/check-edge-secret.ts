import type { EdgeVault } from '../../e2ee/edge-vault.js';
import type { Instant } from '../../domain/shared/time.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Database } from '../platform/database/database.js';

/** The database was sealed under another edge secret. Nothing was started: sealing with two would lose people. */
export class EdgeSecretDiffers extends Error {
  override readonly name = 'EdgeSecretDiffers';
  constructor() {
    super(
      'EDGE_SECRET is not the one with which this database was begun. Give the right one; if it is lost, OPERATIONS.md says what to do.',
    );
  }
}

/** @throws EdgeSecretDiffers unless `vault` is the one that this database knows, or the first */
export async function checkEdgeSecret(database: Database, vault: EdgeVault, now: Instant): Promise<void> {
  const fingerprint = Buffer.from(vault.fingerprint('edge-secret-check', 'zaklon'));
  await database.reader.query(
    `insert into edge_secret_check (fingerprint, since) values ($1, $2) on conflict do nothing`,
    [fingerprint, timestamp(now)],
  );
  const [known] = await rows<{ fingerprint: Buffer }>(
    database.reader,
    `select fingerprint from edge_secret_check`,
  );
  if (!known?.fingerprint.equals(fingerprint)) throw new EdgeSecretDiffers();
}
