import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { CircleId } from '../../domain/circle/circle.js';
import { fromHex, hex } from '../../e2ee/shared/bytes.js';

/** From where the edge verifies: what no database supplies. */
export interface Anchor {
  /** 32 bytes. */
  readonly rootFingerprint: Uint8Array;
  readonly inboxId: CircleId;
}

const shape = z.strictObject({ rootFingerprint: z.string(), inboxId: z.guid().toLowerCase() });

/**
 * Root's fingerprint and the inbox's id, from the configuration; in an evaluation also from a file that is written once, over
 * the API, because there the person who tries the house and the one who runs it are the same.
 */
export class EdgeAnchor {
  #known: Anchor | null;

  /** @param file null: only the configuration counts */
  constructor(
    configured: Anchor | null,
    private readonly file: string | null,
  ) {
    this.#known = configured;
  }

  /** Null while nobody has told. Once known it stays for the life of the process. */
  current(): Anchor | null {
    this.#known ??= this.file === null ? null : readAnchor(this.file);
    return this.#known;
  }

  get mayBeSet(): boolean {
    return this.file !== null && this.current() === null;
  }

  /** @returns false when there is one, or it is the configuration's business; a link, unlike a rename, loses a race honestly */
  set({ rootFingerprint, inboxId }: Anchor): boolean {
    if (this.file === null || this.current() !== null) return false;
    mkdirSync(dirname(this.file), { recursive: true });
    const unfinished = `${this.file}.${process.pid}`;
    writeFileSync(unfinished, JSON.stringify({ rootFingerprint: hex(rootFingerprint), inboxId }), {
      mode: 0o600,
    });
    try {
      linkSync(unfinished, this.file);
      return true;
    } catch {
      return false;
    } finally {
      rmSync(unfinished, { force: true });
    }
  }
}

function readAnchor(file: string): Anchor | null {
  const parsed = shape.safeParse(jsonIn(file));
  if (!parsed.success) return null;
  const rootFingerprint = fromHex(parsed.data.rootFingerprint, 32);
  return rootFingerprint ? { rootFingerprint, inboxId: parsed.data.inboxId as CircleId } : null;
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
