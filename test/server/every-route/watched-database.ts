import type { Route } from '../../../src/contracts/shared/route.js';
import { rows, type Transaction } from '../../../src/server/platform/database/database.js';

/** What a refusal may leave behind: tries that are counted, when a session was last seen, challenges that are spent. */
const mayChange: readonly string[] = ['try_count', 'session', 'sign_in_challenge'];

/** Notes which tables were changed, in the transaction that changes them: what is rolled back was never noted. */
export class WatchedDatabase {
  constructor(private readonly tx: Transaction) {}

  async begin(): Promise<void> {
    await this.tx.query(`
      create schema watch;
      create table watch.change (name text primary key);
      create function watch.note() returns trigger language plpgsql as $$
      begin
        insert into watch.change values (tg_table_name) on conflict do nothing;
        return null;
      end $$`);
    const tables = await rows<{ name: string }>(
      this.tx,
      `select tablename as name from pg_tables where schemaname = 'public' and tablename <> all ($1)`,
      [mayChange],
    );
    for (const { name } of tables)
      await this.tx.query(
        `create trigger watched after insert or update or delete on "${name}" for each row execute function watch.note()`,
      );
  }

  /**
   * Tables of which rows were written since this was asked last.
   *
   * @param by a route with transactions of its own may write down that it refused
   */
  async changed(by?: Route): Promise<readonly string[]> {
    const found = await rows<{ name: string }>(this.tx, `delete from watch.change returning name`);
    return found
      .map(({ name }) => name)
      .filter((name) => !(by?.ownTransaction && name === 'audit'))
      .sort();
  }
}
