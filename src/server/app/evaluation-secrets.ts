import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Marks tokens that only the sandbox knows, so that production can refuse them. */
export const sandboxToken = /^\d+:sandbox-/;

const schema = z.object({
  TELEGRAM_BOT_TOKEN: z.string(),
  TELEGRAM_STAFF_BOT_TOKEN: z.string(),
  EDGE_SECRET: z.string(),
});

export type EvaluationSecrets = z.infer<typeof schema>;

/**
 * The secrets of an evaluation, made at the first call for a data folder and the same ever after; several processes that ask
 * at once get the same ones. Kept in `secrets.json`, readable by its owner only.
 */
export function evaluationSecrets(dataDir: string): EvaluationSecrets {
  const file = join(dataDir, 'secrets.json');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    const unfinished = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
    writeFileSync(unfinished, `${JSON.stringify(makeSecrets(), null, 2)}\n`, { mode: 0o600 });
    linkUnlessThere(unfinished, file);
  }
  return read(file);
}

function read(file: string): EvaluationSecrets {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Without the parser's own words, which would quote a secret.
    throw new Error(`${file} cannot be read. Start as the user who made it, or choose another DATA_DIR.`);
  }
}

/** A link, unlike a rename, fails when somebody else was first: then theirs count. */
function linkUnlessThere(unfinished: string, file: string): void {
  try {
    linkSync(unfinished, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function makeSecrets(): EvaluationSecrets {
  return {
    TELEGRAM_BOT_TOKEN: `1000001:sandbox-${randomBytes(16).toString('hex')}`,
    TELEGRAM_STAFF_BOT_TOKEN: `1000002:sandbox-${randomBytes(16).toString('hex')}`,
    EDGE_SECRET: randomBytes(32).toString('hex'),
  };
}
