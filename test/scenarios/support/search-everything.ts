import type { Redis } from 'ioredis';
import { rows, type Transaction } from '../../../src/server/platform/database/database.js';

/** The shapes in which a text may hide: plain, as bytes of UTF-8 or UTF-16 (in what is read as Latin-1), hexadecimal, base64 at each alignment, escaped in JSON, percent-encoded. */
export function shapesOf(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  const base64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    return encoded.slice(shift === 0 ? 0 : shift + 1, -2);
  });
  const escaped = JSON.stringify(text).slice(1, -1);
  const escapedWhole = escaped.replace(
    /[^ -~]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return [
    ...new Set([
      text,
      ...[bytes, Buffer.from(text, 'utf16le')].map((raw) => raw.toString('latin1')),
      bytes.toString('hex'),
      ...base64,
      escaped,
      escapedWhole,
      encodeURIComponent(text),
    ]),
  ];
}

/** Where in `haystacks` any of the texts is found, in any shape. */
export function findings(
  texts: readonly string[],
  haystacks: ReadonlyMap<string, string>,
): readonly string[] {
  return texts.flatMap((text) =>
    shapesOf(text).flatMap((shape) =>
      [...haystacks].filter(([, hay]) => hay.includes(shape)).map(([place]) => `${text} in ${place}`),
    ),
  );
}

/** The shapes in which bytes may hide: as they are, hexadecimal, base64 and base64url at each alignment, a list of numbers. */
function shapesOfBytes(bytes: Uint8Array): readonly string[] {
  const buffer = Buffer.from(bytes);
  const base64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), buffer])
      .toString('base64')
      .replace(/=+$/, '');
    return encoded.slice(shift === 0 ? 0 : shift + 1, -2);
  });
  const hex = buffer.toString('hex');
  const url = base64.map((each) => each.replaceAll('+', '-').replaceAll('/', '_'));
  return [
    ...new Set([buffer.toString('latin1'), hex, hex.toUpperCase(), ...base64, ...url, [...buffer].join(',')]),
  ];
}

/** Where in `haystacks` any of these bytes are found, in any shape. @param secrets by what they are called */
export function findingsOfBytes(
  secrets: ReadonlyMap<string, Uint8Array>,
  haystacks: ReadonlyMap<string, string>,
): readonly string[] {
  return [...secrets].flatMap(([name, bytes]) =>
    shapesOfBytes(bytes).flatMap((shape) =>
      [...haystacks].filter(([, hay]) => hay.includes(shape)).map(([place]) => `${name} in ${place}`),
    ),
  );
}

/** Every row of every table of every schema of ours, the queue's included, as text; bytes as hexadecimal. */
export async function everyTable(tx: Transaction): Promise<Map<string, string>> {
  const tables = await rows<{ name: string }>(
    tx,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const contents = new Map<string, string>();
  for (const { name } of tables) {
    const found = await rows<{ line: string }>(tx, `select t::text as line from ${name} t`);
    contents.set(name, found.map(({ line }) => line).join('\n'));
  }
  return contents;
}

/** Every key and value of a Redis, as the bytes that a dump of it holds; not those that go while they are read. */
export async function everyKey(redis: Redis): Promise<Map<string, string>> {
  const contents = new Map<string, string>();
  for (const key of await redis.keys('*')) {
    const dump: Buffer | null = await redis.dumpBuffer(key);
    if (dump === null) continue;
    contents.set(
      `redis ${key.replace(/\d{6,}/g, '…')}`,
      `${key} ${dump.toString('latin1')} ${dump.toString('utf8')}`,
    );
  }
  return contents;
}
