import { idBytes } from '../../../src/contracts/shared/scalars.js';
import { unwrapDek, type WrapKey } from '../../../src/e2ee/circle/dek-wrap.js';
import { parseEnvelope } from '../../../src/e2ee/circle/envelope.js';
import { deriveWrapKey } from '../../../src/e2ee/circle/epoch-secret.js';
import { openGrant } from '../../../src/e2ee/circle/grant.js';
import { openEnvelope } from '../../../src/e2ee/circle/open-record.js';
import type { Identity } from '../../../src/e2ee/shared/identity.js';
import { rows, type Transaction } from '../../../src/server/platform/database/database.js';

/** Every row of every table as text, with bytes in hex: what somebody has who copied the database just now. */
export async function dumpOf(tx: Transaction): Promise<string> {
  const tables = await rows<{ tablename: string }>(
    tx,
    `select tablename from pg_tables where schemaname = 'public' order by tablename`,
  );
  const parts: string[] = [];
  for (const { tablename } of tables) {
    const found = await rows<{ line: string }>(tx, `select t::text as line from "${tablename}" t`);
    parts.push(`-- ${tablename}`, ...found.map(({ line }) => line));
  }
  return parts.join('\n');
}

/** The bytes of one column in the dump of a table. */
export async function columnOf(tx: Transaction, table: string, column: string): Promise<Uint8Array[]> {
  const found = await rows<{ value: Buffer }>(tx, `select ${column} as value from ${table}`);
  return found.map(({ value }) => new Uint8Array(value));
}

/** Tries every wrap of a dump on every record of the dump with these keys. @returns the texts that opened */
export async function openedFromDump(tx: Transaction, keys: readonly WrapKey[]): Promise<string[]> {
  const wraps = await columnOf(tx, 'circle_wrap', 'wrap');
  const bytes = await columnOf(tx, `chain_record where kind <> 0`, 'bytes');
  const envelopes = bytes.map(parseEnvelope);
  return envelopes.flatMap((envelope) =>
    wraps.flatMap((wrap) =>
      keys.flatMap((key) => tryOpen(() => openEnvelope(envelope, unwrapDek(key, wrap, envelope)))),
    ),
  );
}

/** Every epoch secret of a circle that somebody's keys get out of the grants in a dump. */
export async function secretsFromDump(tx: Transaction, who: Identity, id: string): Promise<WrapKey[]> {
  const grants = await columnOf(tx, 'circle_grant', 'sealed');
  return grants.flatMap((sealed) =>
    [1, 2, 3, 4].flatMap((epoch) =>
      tryOpen(() => ({ epoch, key: deriveWrapKey(openGrant(sealed, idBytes(id), epoch, who)) })),
    ),
  );
}

function tryOpen<T>(open: () => T): T[] {
  try {
    return [open()];
  } catch {
    return [];
  }
}
