import type { DataSource, DataSourceOptions, MixedList } from 'typeorm';
import { migrations } from '../../../../migrations/all.js';

type Rows = NonNullable<DataSourceOptions['entities']>;

/** Milliseconds. */
interface Limits {
  readonly connectionTimeoutMillis?: number;
  readonly lock_timeout?: number;
  readonly statement_timeout?: number;
}

/** Connections per process, and as many again for requests: BullMQ and LISTEN have their own. */
const poolSize = 10;

/**
 * @param url a PostgreSQL connection string
 * @param entities the row classes of the nouns that run in this process
 */
export function dataSourceOptions(url: string, entities: Rows, limits: Limits = {}): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities,
    migrations: migrations as MixedList<never>,
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'all',
    poolSize,
    logging: false,
    extra: { keepAlive: true, connectionTimeoutMillis: 5_000, ...limits },
  };
}

/** Under this name Nest knows the connections of requests. */
export const REQUESTS = 'requests';

/** How long a request waits for a lock, and for one statement; then it is `busy`, and nothing was saved. */
const requestLimits: Limits = { lock_timeout: 5_000, statement_timeout: 20_000 };

/** The same database over connections of their own, which nobody can hold for long. */
export const requestSourceOptions = (url: string, entities: Rows, limits: Limits = {}): DataSourceOptions =>
  dataSourceOptions(url, entities, { ...requestLimits, ...limits });

const migrationLock = 7_240_511;

/** Brings the schema up to date. Replicas that start together wait for one another. */
export async function migrate(source: DataSource): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    await runner.query('select pg_advisory_lock($1)', [migrationLock]);
    await source.runMigrations();
  } finally {
    await runner.query('select pg_advisory_unlock($1)', [migrationLock]);
    await runner.release();
  }
}
