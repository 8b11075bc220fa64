import { inboundText, outboundText, type InboundText } from '../../contracts/inbox/record-texts.js';
import { kinds } from '../../e2ee/circle/header.js';
import type { Content } from '../../e2ee/circle/open-contents.js';
import { hex } from '../../e2ee/shared/bytes.js';

/** One line of a conversation, as a person reads it. Places are those of the channel. */
export type TranscriptLine =
  | {
      readonly kind: 'heard';
      readonly seq: number;
      readonly at: number;
      readonly what: InboundText;
    }
  /** `reply` went, or goes, to the contact; `note` is for colleagues and never leaves. */
  | {
      readonly kind: 'reply' | 'note';
      readonly seq: number;
      readonly at: number;
      readonly author: string;
      readonly text: string;
      /** Hex of the record's hash, by which the server speaks of the reply. */
      readonly record: string;
    }
  | { readonly kind: 'erased'; readonly seq: number }
  /** The server brought no keys: they belong to a case now, or it withholds them. Which of both nothing here proves. */
  | { readonly kind: 'keyless'; readonly seq: number; readonly through: number }
  | { readonly kind: 'failed'; readonly seq: number; readonly through: number; readonly reason: string };

type NameOf = (id: Uint8Array) => string;

/** @param nameOf the duty name of an author */
export function transcriptOf(contents: readonly Content[], nameOf: NameOf): TranscriptLine[] {
  const lines: TranscriptLine[] = [];
  for (const content of contents) {
    const line = lineOf(content, nameOf);
    if (line) joinOrAdd(lines, line);
  }
  return lines;
}

function lineOf(content: Content, nameOf: NameOf): TranscriptLine | undefined {
  if (content.state === 'failed') {
    const { seq, through, reason } = content;
    return reason === 'wrap-missing'
      ? { kind: 'keyless', seq, through }
      : { kind: 'failed', seq, through, reason };
  }
  const { seq, envelope } = content;
  if (content.state === 'erased') return { kind: 'erased', seq };
  const { header, hash } = envelope;
  if (header.kind === kinds.erase) return undefined;
  if (header.kind === kinds.inbound) return heardLine(seq, content.text);
  const said = outboundText.safeParse(parsed(content.text));
  if (!said.success) return { kind: 'failed', seq, through: seq, reason: 'form' };
  const { kind, text } = said.data;
  return { kind, seq, at: header.ms, author: nameOf(header.author), text, record: hex(hash) };
}

function heardLine(seq: number, text: string): TranscriptLine {
  const heard = inboundText.safeParse(parsed(text));
  return heard.success
    ? { kind: 'heard', seq, at: heard.data.at, what: heard.data }
    : { kind: 'failed', seq, through: seq, reason: 'form' };
}

function joinOrAdd(lines: TranscriptLine[], line: TranscriptLine): void {
  const last = lines.at(-1);
  const joins = line.kind === 'keyless' && last?.kind === 'keyless' && last.through + 1 === line.seq;
  if (joins) lines[lines.length - 1] = { ...last, through: line.through };
  else lines.push(line);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
