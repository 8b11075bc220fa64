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
