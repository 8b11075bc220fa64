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
  const fields = fieldsOf(text);
  const key = fromHex(String(fields['key']), 32);
  const hash = fromHex(String(fields['hash']), 32);
  if (!key || !hash) throw new AttachmentRefused('manifest');
  const [chunks, length] = [Number(fields['chunks']), Number(fields['length'])];
  const manifest = { key, chunks, length, hash, name: String(fields['name']) };
  if (!Number.isSafeInteger(length) || manifestText(manifest) !== text)
    throw new AttachmentRefused('manifest');
  return manifest;
}

function fieldsOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return Object(value) as Record<string, unknown>;
  } catch {
    throw new AttachmentRefused('manifest');
  }
}
