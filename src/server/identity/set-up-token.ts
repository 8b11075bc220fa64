import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database, Transaction } from '../platform/database/database.js';
import { rows } from '../platform/database/database.js';
import type { DirectoryBook } from './directory-book.js';
import { hashOf, makeToken } from './tokens.js';

const fileName = 'set-up-token';

/**
 * Keeps the first passer-by from claiming a new installation: only who reads the server's output or its data folder knows
 * the token. Kept in DATA_DIR with mode 0600 so that a restart prints the same; the database has its hash.
 */
export class SetUpToken {
  constructor(
    private readonly database: Database,
    private readonly directory: DirectoryBook,
  ) {}

  /** @returns the token to print, or null once the installation has its organisation (then the file is removed) */
  async offer(dataDir: string): Promise<string | null> {
    const file = join(dataDir, fileName);
    if ((await this.directory.newest(this.database.reader)) > 0) {
      rmSync(file, { force: true });
      return null;
    }
    const token = readOrMake(dataDir, file);
    await this.database.reader.query(`insert into set_up_token (hash) values ($1) on conflict do nothing`, [
      hashOf(token),
    ]);
    return token;
  }

  /** Uses every token up when `token` is one. @returns whether it was */
  async use(tx: Transaction, token: string): Promise<boolean> {
    const found = await rows(tx, `select from set_up_token where hash = $1 for update`, [
      hashOf(token.trim()),
    ]);
    if (found.length === 0) return false;
    await tx.query(`delete from set_up_token`);
    return true;
  }
}

function readOrMake(dataDir: string, file: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(dataDir, { recursive: true });
  const token = Buffer.from(makeToken()).toString('base64url');
  writeFileSync(file, `${token}\n`, { mode: 0o600 });
  return token;
}
