import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { days, minus, type Instant } from '../../domain/shared/time.js';
import { fromHex, hex } from '../../e2ee/shared/bytes.js';
import type { Pin } from '../../e2ee/shared/pin.js';
import type { Anchor } from './edge-anchor.js';

export interface EdgePins {
  readonly directory: Pin | undefined;
  readonly inbox: Pin | undefined;
}

const pinShape = z.strictObject({ seq: z.int(), hash: z.string(), dirSeq: z.int() });
const pinsShape = z.strictObject({ directory: pinShape, inbox: pinShape });
const none: EdgePins = { directory: undefined, inbox: undefined };

/** A reply is refused as late long before its line is forgotten. */
const keptAfterLast = days(2);

/**
 * What the edge has verified and what it has sent, in files beside it: whoever rolls the database back does not roll these back.
 * Nothing in them is secret. One folder for each machine that runs the bot; they are small (a line a reply, for days).
 */
export class EdgeMemory {
  #pins: { readonly anchor: string; readonly pins: EdgePins } | undefined;
  #sent: Map<string, number> | undefined;

  constructor(private readonly folder: string) {}

  /** What was verified from this anchor before. */
  pinsOf(anchor: Anchor): EdgePins {
    const name = nameOf(anchor);
    if (this.#pins?.anchor !== name) this.#pins = { anchor: name, pins: this.#readPins(name) };
    return this.#pins.pins;
  }

  /** Pins only grow; the caller has verified that the new ones contain the old. */
  keepPins(anchor: Anchor, directory: Pin, inbox: Pin): void {
    const known = this.pinsOf(anchor);
    if (known.directory?.seq === directory.seq && known.inbox?.seq === inbox.seq) return;
    const name = nameOf(anchor);
    const text = JSON.stringify({ directory: written(directory), inbox: written(inbox) });
    this.#replace(join(this.folder, `edge-pins-${name}.json`), text);
    this.#pins = { anchor: name, pins: { directory, inbox } };
  }

  hasSent(record: string): boolean {
    return this.#sentOnes().has(record);
  }

  /** On the disk before it returns, so that a process that is killed in the next moment has not forgotten. */
  markSent(record: string, notAfter: number): void {
    this.#sentOnes().set(record, notAfter);
    this.#note(`+ ${record} ${notAfter}`);
  }

  /** It surely did not leave: Telegram said so. */
  unmarkSent(record: string): void {
    this.#sentOnes().delete(record);
    this.#note(`- ${record} 0`);
  }

  /** Drops what is refused as late in any case. */
  forgetOld(now: Instant): void {
    const before = minus(now, keptAfterLast);
    const kept = [...this.#sentOnes()].filter(([, notAfter]) => notAfter >= before);
    if (kept.length === this.#sentOnes().size) return;
    this.#sent = new Map(kept);
    this.#replace(this.#sentFile, kept.map(([record, notAfter]) => `+ ${record} ${notAfter}\n`).join(''));
  }

  get #sentFile(): string {
    return join(this.folder, 'edge-sent');
  }

  #sentOnes(): Map<string, number> {
    this.#sent ??= readSent(this.#sentFile);
    return this.#sent;
  }

  #note(line: string): void {
    mkdirSync(this.folder, { recursive: true });
    const file = openSync(this.#sentFile, 'a', 0o600);
    try {
      writeSync(file, `${line}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }

  #replace(file: string, text: string): void {
    mkdirSync(this.folder, { recursive: true });
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, text, { mode: 0o600 });
    renameSync(unfinished, file);
  }

  #readPins(name: string): EdgePins {
    const text = textIn(join(this.folder, `edge-pins-${name}.json`));
    if (text === null) return none;
    const { directory, inbox } = pinsShape.parse(JSON.parse(text));
    return { directory: pinOf(directory), inbox: pinOf(inbox) };
  }
}

/** Which anchor a file belongs to; another anchor is another organisation. */
const nameOf = ({ rootFingerprint, inboxId }: Anchor): string =>
  `${hex(rootFingerprint).slice(0, 12)}-${inboxId.slice(0, 8)}`;

const written = ({ seq, hash, dirSeq }: Pin) => ({ seq, hash: hex(hash), dirSeq });

const pinOf = ({ seq, hash, dirSeq }: z.infer<typeof pinShape>): Pin => ({
  seq,
  hash: fromHex(hash, 32) ?? new Uint8Array(32),
  dirSeq,
});

function readSent(file: string): Map<string, number> {
  const sent = new Map<string, number>();
  for (const line of (textIn(file) ?? '').split('\n')) {
    const [sign, record, notAfter] = line.split(' ');
    if (record === undefined) continue;
    if (sign === '+') sent.set(record, Number(notAfter));
    else sent.delete(record);
  }
  return sent;
}

function textIn(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
