import { rows, type Database, type Transaction } from '../../../src/server/platform/database/database.js';

/** How PostgreSQL would carry out the statement that a question sends. */
export async function planOf(
  database: Database,
  ask: (tx: Transaction) => Promise<unknown>,
): Promise<string> {
  const sent: { sql: string; parameters: unknown[] }[] = [];
  const tx = {
    query: (sql: string, parameters: unknown[]) => Promise.resolve(sent.push({ sql, parameters }) && []),
  } as unknown as Transaction;
  await ask(tx);
  const { sql, parameters } = sent[0]!;
  const lines = await rows<{ 'QUERY PLAN': string }>(database.reader, `explain ${sql}`, parameters);
  return lines.map((line) => line['QUERY PLAN']).join('\n');
}
