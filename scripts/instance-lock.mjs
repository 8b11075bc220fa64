/** One Zaklon for one data folder: two would answer the same people twice and stop each other's database. */
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { PlainError } from './install.mjs';

/** Whoever was just told to stop may still be finishing its work. */
const patienceMs = 10_000;

/**
 * @param {string} dataDir
 * @param {(sentence: string) => void} tell
 * @param {() => void} stillWanted throws when waiting makes no sense any more
 * @returns {Promise<() => void>} gives the folder back
 * @throws {PlainError} when another one that is alive has it and keeps it
 */
export async function holdFolder(dataDir, tell, stillWanted) {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'running.json');
  const mine = JSON.stringify({ pid: process.pid, born: birthOf(process.pid) });
  const until = performance.now() + patienceMs;
  for (let told = false; !create(file, mine); told = true) {
    const holder = holderOf(file);
    if (holder === undefined) {
      rmSync(file, { force: true });
      continue;
    }
    if (performance.now() > until) throw refusal(dataDir, holder);
    if (!told)
      tell(
        `Another Zaklon (process ${holder}) uses these data; waiting ${patienceMs / 1_000} seconds for it to stop.`,
      );
    await pause(200);
    stillWanted();
  }
  return () => {
    if (readOr(file, '') === mine) rmSync(file, { force: true });
  };
}

function refusal(dataDir, holder) {
  return new PlainError(
    `Zaklon already runs with the data in ${dataDir} (process ${holder}). Stop that one first, or give this one a ` +
      'folder of its own: DATA_DIR=other-folder npm start',
  );
}

/** A link fails when the file is there, so of two starts only one succeeds, and nobody ever reads half a file. */
function create(file, text) {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, text);
  try {
    linkSync(unfinished, file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(unfinished, { force: true });
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
