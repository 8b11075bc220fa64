import type { IncomingMessage } from 'node:http';
import { isRecord, type Params } from './params.js';

/** Telegram takes files of up to 50 MB; nothing that our bots send comes near. */
const LARGEST_BODY_BYTES = 10 * 1024 * 1024;

/** The body is too large or is not what its content type says. */
export class UnreadableBody extends Error {
  override readonly name = 'UnreadableBody';
}

/** Arguments from the query string and from a JSON, urlencoded or multipart body. Files become `{ file_name, bytes }`. */
export async function readParams(request: IncomingMessage, url: URL): Promise<Params> {
  const bytes = await readBytes(request);
  const inUrl = Object.fromEntries(url.searchParams);
  return bytes.length === 0 ? inUrl : { ...inUrl, ...parse(bytes, request.headers['content-type'] ?? '') };
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY_BYTES) throw new UnreadableBody('Request Entity Too Large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parse(bytes: Buffer, contentType: string): Params {
  if (contentType.startsWith('application/json')) return parseJson(bytes.toString('utf8'));
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(bytes.toString('utf8')));
  }
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  return boundary === undefined ? {} : parseMultipart(bytes, boundary);
}

function parseJson(text: string): Params {
  try {
    const value = JSON.parse(text) as unknown;
    if (isRecord(value)) return value;
  } catch {
    // told below, in one sentence for both
  }
  throw new UnreadableBody("can't parse request: object expected");
}

function parseMultipart(bytes: Buffer, boundary: string): Params {
  // latin1 keeps one character a byte, so that binary parts keep their length and text is decoded once, below
  const parts = `\r\n${bytes.toString('latin1')}`.split(`\r\n--${boundary}`).slice(1, -1);
  return Object.fromEntries(parts.map(parsePart).filter((part) => part !== undefined));
}

function parsePart(part: string): [string, unknown] | undefined {
  const end = part.indexOf('\r\n\r\n');
  const head = part.slice(0, end);
  const name = /name="([^"]*)"/i.exec(head)?.[1];
  if (end < 0 || name === undefined) return undefined;
  const content = Buffer.from(part.slice(end + 4), 'latin1');
  const fileName = /filename="?([^";\r\n]*)"?/i.exec(head)?.[1];
  if (fileName === undefined) return [name, content.toString('utf8')];
  return [name, { file_name: Buffer.from(fileName, 'latin1').toString('utf8'), bytes: content.length }];
}
