import type { DataSource, DataSourceOptions, MixedList } from 'typeorm';
import { migrations } from '../../../../migrations/all.js';

type Rows = NonNullable<DataSourceOptions['entities']>;

/** Connections per process: BullMQ and LISTEN have their own. */
const poolSize = 10;

/**
 * @param url a PostgreSQL connection string
 * @param entities the row classes of the nouns that run in this process
 */
export function dataSourceOptions(url: string, entities: Rows): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities,
    migrations: migrations as MixedList<never>,
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'all',
    poolSize,
    logging: false,
    extra: { keepAlive: true, connectionTimeoutMillis: 5_000 },
  };
}

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
