/** Addresses that stay from one start to the next, so that an open page or a bookmark goes on working. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { PlainError } from './install.mjs';

/**
 * The port that the user named, else the one of the last start, else the usual one; when it is taken, the next free one.
 *
 * @param {NodeJS.ProcessEnv} env with DATA_DIR
 * @param {'PORT' | 'PHONES_PORT'} variable
 * @param {number} usual
 * @throws {PlainError} when the port that the user named is taken
 */
export async function keptPort(env, variable, usual) {
  if (env[variable]) {
    await refuseTaken(env, variable);
    return Number(env[variable]);
  }
  const file = join(env.DATA_DIR, 'ports.json');
  const kept = readJson(file);
  const wanted = kept[variable] ?? usual;
  const port = await nextFree(wanted, env.HOST, Object.values({ ...kept, [variable]: undefined }));
  if (port !== wanted) console.log(`· Port ${wanted} is in use by another program; using ${port}.`);
  writeFileSync(`${file}.new`, JSON.stringify({ ...kept, [variable]: port }));
  renameSync(`${file}.new`, file);
  return port;
}

async function nextFree(wanted, host, others) {
  for (let port = wanted; port < Math.min(wanted + 500, 65_536); port += 1) {
    if (!others.includes(port) && (await isFree(port, host))) return port;
  }
  throw new PlainError(`No port is free from ${wanted} on. Choose one: PORT=… PHONES_PORT=… npm start`);
}

/** @throws {PlainError} when the user named a port that another program has */
export async function refuseTaken(env, variable) {
  const named = Number(env[variable]);
  // What is no port is refused by the configuration, with a better sentence.
  if (!Number.isInteger(named) || named < 1 || named > 65_535 || (await isFree(named, env.HOST))) return;
  throw new PlainError(
    `Port ${named} is in use by another program. Stop that one, or choose another port: ${variable}=… npm start`,
  );
}

function isFree(port, host = '127.0.0.1') {
  return new Promise((answer) => {
    const probe = createServer();
    probe.once('error', () => answer(false));
    probe.listen(port, host || '127.0.0.1', () => probe.close(() => answer(true)));
  });
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
