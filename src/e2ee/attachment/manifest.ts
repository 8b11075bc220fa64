import { fromHex, hex } from '../shared/bytes.js';
import { AttachmentRefused } from './attachment-refused.js';

/** What a sealed record of kind 5 says about an attachment; who reads the record can open the file. */
export interface Manifest {
  readonly key: Uint8Array;
  readonly chunks: number;
  /** Bytes of content, without filling. */
  readonly length: number;
  /** BLAKE2b-256 of the stored bytes. */
  readonly hash: Uint8Array;
  /** Name and type as the author gave them: content, so sealed like any text. */
  readonly name: string;
}

/** The manifest record's text: one line of JSON. */
export const manifestText = ({ key, chunks, length, hash, name }: Manifest): string =>
  JSON.stringify({ key: hex(key), chunks, length, hash: hex(hash), name });

/** @throws AttachmentRefused for anything that `manifestText` does not write */
export function readManifest(text: string): Manifest {
  const { key, chunks, length, hash, name } = fieldsOf(text);
  const manifest = {
    key: fromHex(String(key), 32),
    hash: fromHex(String(hash), 32),
    chunks: Number(chunks),
    length: Number(length),
    name: String(name),
  };
  if (!manifest.key || !manifest.hash) throw new AttachmentRefused('manifest');
  const known = { ...manifest, key: manifest.key, hash: manifest.hash };
  if (manifestText(known) !== text || !Number.isSafeInteger(known.length))
    throw new AttachmentRefused('manifest');
  return known;
}

function fieldsOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return Object(value) as Record<string, unknown>;
  } catch {
    throw new AttachmentRefused('manifest');
  }
}
