/** One Zaklon for one data folder: two would answer the same people twice and stop each other's database. */
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlainError } from './install.mjs';

/**
 * @param {string} dataDir
 * @returns {() => void} gives the folder back
 * @throws {PlainError} when another one that is alive has it
 */
export function holdFolder(dataDir) {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'running.json');
  const mine = JSON.stringify({ pid: process.pid, born: birthOf(process.pid) });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, mine);
  try {
    if (!link(unfinished, file)) {
      const other = holderOf(file);
      if (other) {
        throw new PlainError(
          `Zaklon already runs with the data in ${dataDir} (process ${other}). Stop that one first, or give this one a ` +
            'folder of its own: DATA_DIR=other-folder npm start',
        );
      }
      rmSync(file, { force: true });
      if (!link(unfinished, file)) throw new PlainError(`Two starts at once in ${dataDir}; start again.`);
    }
  } finally {
    rmSync(unfinished, { force: true });
  }
  return () => {
    if (readOr(file, '') === mine) rmSync(file, { force: true });
  };
}

/** A link fails when the file is there, so of two starts only one succeeds. */
function link(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

/** @returns {number | undefined} the process that holds it, unless that one is dead or its number was given to another */
function holderOf(file) {
  try {
    const { pid, born } = JSON.parse(readFileSync(file, 'utf8'));
    process.kill(pid, 0);
    return birthOf(pid) === born ? pid : undefined;
  } catch (error) {
    if (error.code === 'EPERM') return JSON.parse(readFileSync(file, 'utf8')).pid;
    return undefined;
  }
}

/** When a process was born, in the system's own counting; the same number is never given out twice with the same birth. */
function birthOf(pid) {
  const afterName = readOr(`/proc/${pid}/stat`, '').split(') ')[1];
  const state = afterName?.split(' ')[0];
  return state === 'Z' ? 'dead' : (afterName?.split(' ')[19] ?? 'unknown');
}

function readOr(file, otherwise) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}
