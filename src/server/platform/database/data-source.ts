import { DataSource, type DataSourceOptions, type MixedList } from 'typeorm';
import { migrations } from '../../../../migrations/all.js';
import { seconds } from '../../../domain/shared/time.js';
import { EndingClient, longestConnect, lookingForTheOther } from './line.js';

type Rows = NonNullable<DataSourceOptions['entities']>;

/** Milliseconds; 0: none. */
interface Limits {
  readonly idleTimeoutMillis?: number;
  readonly connectionTimeoutMillis?: number;
  readonly lock_timeout?: number;
  readonly statement_timeout?: number;
  readonly idle_in_transaction_session_timeout?: number;
  readonly query_timeout?: number;
}

/** Connections per process, and as many again for requests: BullMQ and LISTEN have their own. */
const poolSize = 10;

/**
 * PostgreSQL gives up a statement, and a transaction of which it hears no more, before we give up the line: so only a dead line is
 * given up, and what it had locked is free when somebody tries again. By then connections that rested since before it died are
 * closed, and nobody has to find them dead one by one.
 */
const limits: Limits = {
  connectionTimeoutMillis: longestConnect,
  idleTimeoutMillis: seconds(10),
  statement_timeout: seconds(20),
  idle_in_transaction_session_timeout: seconds(20),
  query_timeout: seconds(25),
};

/**
 * @param url a PostgreSQL connection string
 * @param entities the row classes of the nouns that run in this process
 * @param others instead of the usual limits
 */
export function dataSourceOptions(url: string, entities: Rows, others: Limits = {}): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities,
    migrations: migrations as MixedList<never>,
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'all',
    poolSize,
    logging: false,
    extra: { Client: EndingClient, ...lookingForTheOther, ...limits, ...others },
  };
}

/** Under this name Nest knows the connections of requests. */
export const REQUESTS = 'requests';

/** A request waits less long for a lock than for a statement; then it is `busy`, and nothing was saved. */
const requestLimits: Limits = { lock_timeout: seconds(5) };

/** The same database over connections of their own, which nobody can hold for long. */
export const requestSourceOptions = (url: string, entities: Rows, others: Limits = {}): DataSourceOptions =>
  dataSourceOptions(url, entities, { ...requestLimits, ...others });

/** A migration takes as long as it takes, and so does waiting for the replica that is at it. */
const unhurried: Limits = {
  statement_timeout: 0,
  idle_in_transaction_session_timeout: 0,
  query_timeout: 0,
};

const migrationLock = 7_240_511;

/** Brings the schema up to date, however long that takes. Replicas that start together wait for one another. */
export async function migrate(url: string): Promise<void> {
  const source = await new DataSource(dataSourceOptions(url, [], unhurried)).initialize();
  try {
    await source.createQueryRunner().query('select pg_advisory_lock($1)', [migrationLock]);
    await source.runMigrations();
  } finally {
    // The lock ends with its connection.
    await source.destroy();
  }
}
