import { closeSync, existsSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import type { WorldEvent } from './world.js';

/** Where the events of the world go, so that the sandbox is as forgetful after a SIGKILL as Telegram is: not at all. */
export interface Journal {
  append(event: WorldEvent): void;
  close(): void;
}

/**
 * Opens the file and replays what is in it. Every event is handed to the operating system before `append` returns, so
 * it survives the death of this process (not of the machine). A last line cut short by a kill never happened: nobody
 * was told of it, and it is cut off.
 *
 * @throws SyntaxError when a line in the middle of the file is no event: the file is not ours or was damaged.
 */
export function openJournal(path: string | undefined, replay: (event: WorldEvent) => void): Journal {
  if (path === undefined) return { append: () => undefined, close: () => undefined };
  if (existsSync(path)) replayFile(path, replay);
  const file = openSync(path, 'a', 0o600);
  return {
    append: (event) => void writeSync(file, `${JSON.stringify(event)}\n`),
    close: () => closeSync(file),
  };
}

function replayFile(path: string, replay: (event: WorldEvent) => void): void {
  const bytes = readFileSync(path);
  const whole = bytes.lastIndexOf(0x0a) + 1;
  if (whole < bytes.length) truncateSync(path, whole);
  for (const line of bytes.subarray(0, whole).toString('utf8').split('\n')) {
    if (line) replay(JSON.parse(line) as WorldEvent);
  }
}
