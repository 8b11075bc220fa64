import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { rows } from '../../src/server/platform/database/database.js';
import { makeTestDatabase, type TestDatabase } from './support/test-database.js';

interface Column {
  /** `table.column` */
  readonly name: string;
  readonly type: string;
}

interface Listed {
  readonly name: string;
  readonly kind: string;
  readonly why: string;
}

const document = resolve(import.meta.dirname, '../../docs/THREAT_MODEL.md');

/** The rows of the tables under `## Every column`, where a heading names the table. */
function listedColumns(): readonly Listed[] {
  const listed: Listed[] = [];
  let table = '';
  const part = readFileSync(document, 'utf8')
    .split(/^## /m)
    .find((each) => each.startsWith('Every column'));
  for (const line of part?.split('\n') ?? []) {
    table = /^### `(\w+)`$/.exec(line)?.[1] ?? table;
    const cells = /^\| `(\w+)` +\| ([^|]+?) +\| ([^|]*?) *\|$/.exec(line);
    if (cells) listed.push({ name: `${table}.${cells[1]!}`, kind: cells[2]!, why: cells[3]! });
  }
  return listed;
}

const kindOf = (name: string): string | undefined =>
  listedColumns().find((column) => column.name === name)?.kind;

describe('the list of what the database can read', () => {
  let db: TestDatabase;
  let columns: readonly Column[];

  beforeAll(async () => {
    db = await makeTestDatabase();
    columns = await rows<Column>(
      db.database.reader,
      `select c.table_name || '.' || c.column_name as name, c.data_type as type
       from information_schema.columns c where c.table_schema = 'public' order by 1`,
    );
  });
  afterAll(() => db.drop());

  it('names every column of every table, once, and none that is not there', () => {
    const listed = listedColumns().map(({ name }) => name);

    expect(listed.toSorted()).toEqual(columns.map(({ name }) => name).toSorted());
  });

  it('calls each of them readable, sealed or a hash, and says why', () => {
    const vague = listedColumns().filter(
      ({ kind, why }) => !['readable', 'sealed', 'hash'].includes(kind) || why === '',
    );

    expect(vague).toEqual([]);
  });

  it('never calls a text, a number or a date sealed', () => {
    const plainly = columns.filter(({ name, type }) => type !== 'bytea' && kindOf(name) === 'sealed');

    expect(plainly).toEqual([]);
  });

  it('never calls readable what the schema says is sealed', () => {
    const wrongly = columns.filter(({ name }) => name.endsWith('_sealed') && kindOf(name) !== 'sealed');

    expect(wrongly).toEqual([]);
  });
});
