import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { migrations } from '../../../migrations/all.js';
import { dataSourceOptions, migrate } from '../../../src/server/platform/database/data-source.js';
import { Database } from '../../../src/server/platform/database/database.js';
import { patience } from '../../builders/patience.js';

/** A database of its own for one test file, with every migration applied and no rows. */
export interface TestDatabase {
  /** For what opens connections of its own (notifications, leadership, BullMQ). */
  readonly url: string;
  readonly source: DataSource;
  readonly database: Database;
  /** Empties every table, for tests that share one database; much quicker than a new one. */
  empty(): Promise<void>;
  /** Closes our connections and removes the database, whoever else is still connected. */
  drop(): Promise<void>;
}

type Rows = NonNullable<DataSourceOptions['entities']>;
/** Milliseconds. */
export type Limits = NonNullable<Parameters<typeof dataSourceOptions>[2]>;

const templateLock = 7_240_599;

/** A machine that is busy opens a connection when it can. */
const patient: Limits = { connectionTimeoutMillis: patience };

/**
 * @param entities the row classes that the test's nouns use
 * @param limits   of its connections, beside the usual ones
 * @throws Error when ZAKLON_TEST_DATABASE_URL is not set: start the tests with `npm test`
 */
export async function makeTestDatabase(entities: Rows = [], limits = patient): Promise<TestDatabase> {
  const server = serverUrl();
  const name = `zaklon_test_${randomBytes(8).toString('hex')}`;
  await onServer(server, async (client) => {
    const template = await migratedTemplate(client, server);
    await client.query(`create database ${name} template ${template}`);
  });
  const url = urlOf(server, name);
  const source = await new DataSource(dataSourceOptions(url, entities, limits)).initialize();
  return {
    url,
    source,
    database: new Database(source),
    empty: () => emptyTables(source),
    drop: async () => {
      await source.destroy();
      await onServer(server, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

function serverUrl(): string {
  const url = process.env['ZAKLON_TEST_DATABASE_URL'];
  if (!url)
    throw new Error('ZAKLON_TEST_DATABASE_URL is not set. `npm test` starts a PostgreSQL and sets it.');
  return url;
}

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Migrating costs much more than copying, so it is done once per state of the migrations. Made under another name and renamed
 * when it is complete, so that a run that was broken off leaves no half-made template.
 */
async function migratedTemplate(client: pg.Client, server: string): Promise<string> {
  const state = createHash('sha256').update(migrations.map(String).join('\n')).digest('hex').slice(0, 16);
  const name = `zaklon_template_${state}`;
  await client.query('select pg_advisory_lock($1)', [templateLock]);
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await makeTemplate(client, server, name);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [templateLock]);
  }
  return name;
}

async function makeTemplate(client: pg.Client, server: string, name: string): Promise<void> {
  const unfinished = `${name}_unfinished`;
  await client.query(`drop database if exists ${unfinished} with (force)`);
  await client.query(`create database ${unfinished}`);
  await migrate(urlOf(server, unfinished));
  await client.query(`alter database ${unfinished} rename to ${name}`);
}

async function emptyTables(source: DataSource): Promise<void> {
  const tables = await source.query<{ tablename: string }[]>(
    `select tablename from pg_tables where schemaname = 'public' and tablename <> 'schema_migration'`,
  );
  const list = tables.map(({ tablename }) => `"${tablename}"`).join(', ');
  await source.query(`truncate ${list} restart identity cascade`);
}
