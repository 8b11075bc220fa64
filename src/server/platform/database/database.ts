import type { DataSource, EntityManager } from 'typeorm';
import { isRequest } from './request-lane.js';

/** An open transaction. Everything that belongs together is done with the same one. */
export type Transaction = EntityManager;

/** The truth. State and what must leave because of it are written in one transaction. */
export class Database {
  /** @param forRequests what requests of the API ask; absent where nobody asks */
  constructor(
    private readonly source: DataSource,
    private readonly forRequests: DataSource = source,
  ) {}

  /** Commits when `work` resolves, rolls back and rethrows when it rejects. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#source.transaction('READ COMMITTED', work);
  }

  /**
   * For reading in several statements what belongs together: all of them see the database as it was at the first. It waits for
   * nobody and cannot write.
   */
  snapshot<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#source.transaction('REPEATABLE READ', async (tx) => {
      await tx.query('set transaction read only');
      return work(tx);
    });
  }

  /** For reading outside a transaction. */
  get reader(): Transaction {
    return this.#source.manager;
  }

  get #source(): DataSource {
    return isRequest() ? this.forRequests : this.source;
  }
}

/**
 * The rows of a parametrised statement. TypeORM answers `[rows, count]` to UPDATE and DELETE and plain rows to the rest;
 * here it is always rows.
 */
export async function rows<Row>(
  tx: Transaction,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  const answer: unknown = await tx.query(sql, [...parameters]);
  const list: unknown =
    Array.isArray(answer) && answer.length === 2 && Array.isArray(answer[0]) ? answer[0] : answer;
  return list as Row[];
}
