/** Makes sure of Node and of node_modules. Plain Node without dependencies: it runs before anything is installed. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const neededNode = [20, 19];

/** Something that a person can be told in one sentence; whoever catches it prints the sentence and no stack. */
export class PlainError extends Error {}

/**
 * @param {(sentence: string) => void} tell
 * @throws {PlainError} when Node is too old or the packages cannot be had
 */
export function install(tell) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < neededNode[0] || (major === neededNode[0] && minor < neededNode[1])) {
    throw new PlainError(
      `Zaklon needs Node ${neededNode.join('.')} or newer; this is ${process.versions.node}.`,
    );
  }
  if (upToDate()) return;
  tell('Installing the packages named in package-lock.json (a minute or two, only once).');
  // npm's own output goes to stderr: stdout may belong to a command whose answer somebody reads.
  const { status } = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    // With production settings npm would leave out the compiler.
    env: { ...process.env, NODE_ENV: 'development' },
  });
  if (status !== 0) {
    throw new PlainError(
      'The packages could not be installed; npm says why above. If its registry cannot be reached, check the network ' +
        'or the proxy (npm config get registry), then start again.',
    );
  }
}

/**
 * npm writes what it installed into node_modules/.package-lock.json, last; so a broken-off installation does not count. The
 * contents are compared, not the times: a checkout or a copy touches times and changes nothing.
 */
function upToDate() {
  const installed = packagesIn(join(root, 'node_modules', '.package-lock.json'));
  if (!installed) return false;
  return Object.entries(packagesIn(join(root, 'package-lock.json')) ?? {})
    .filter(([path, entry]) => path !== '' && !entry.optional)
    .every(([path, { version }]) => installed[path]?.version === version);
}

function packagesIn(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** @returns {string | undefined} what a person can do about it; undefined when only the stack helps */
export function sentenceFor(error) {
  if (error instanceof PlainError || error?.name === 'ConfigRefused') return error.message;
  if (['EACCES', 'EPERM', 'EROFS'].includes(error?.code) && error.path) {
    return `${error.path} cannot be used: it belongs to another user. Start as the user who started first, or use a clone of your own.`;
  }
  if (error?.code === 'ENOSPC') return 'The disk is full.';
  return undefined;
}

/** Runs a script's body; what has a sentence is told by it, anything else keeps its stack. Sets the exit code.
 *  @param {() => Promise<number>} body gives the exit code */
export async function runScript(body) {
  try {
    process.exitCode = await body();
  } catch (error) {
    const sentence = sentenceFor(error);
    console.error(sentence ? `\n${sentence}` : error);
    process.exitCode = 1;
  }
}
