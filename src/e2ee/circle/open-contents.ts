import { hex } from '../shared/bytes.js';
import { refusalOf } from '../shared/refusal.js';
import type { FailedPlace, Place } from './chain-walk.js';
import { CircleRefused } from './circle-refused.js';
import type { Envelope } from './envelope.js';
import { readEraseText } from './erase-text.js';
import { kinds } from './header.js';
import { readLinkText } from './link-text.js';

export interface ReadRecord {
  readonly state: 'read';
  readonly seq: number;
  readonly envelope: Envelope;
  readonly text: string;
}

/** A record that somebody who may erase has erased. */
export interface ErasedRecord {
  readonly state: 'erased';
  readonly seq: number;
  readonly envelope: Envelope;
}

export type Content = ReadRecord | ErasedRecord | FailedPlace;

/** Wrapped DEKs by the record's hash in hex, as the server keeps them. */
export type Wraps = ReadonlyMap<string, Uint8Array>;

export interface OpenedContents {
  /** In the chain's order, failed places included, epoch records left out. */
  readonly contents: readonly Content[];
  /** Hashes, in hex, that ERASE records of this chain name. */
  readonly erased: ReadonlySet<string>;
}

/**
 * Opens what can be opened. Every record gets its own verdict; none takes another one down.
 *
 * @param open    the text of a whole envelope; throws a refusal
 * @param already hashes in hex that another chain's ERASE records name (a case for its linked ranges)
 */
export function openContents(
  places: readonly Place[],
  open: (envelope: Envelope) => string,
  already: ReadonlySet<string> = new Set(),
): OpenedContents {
  const contents = places.flatMap((place) => openPlace(place, open));
  const erased = new Set(contents.flatMap(erasedBy));
  const all = new Set([...already, ...erased]);
  // Where nothing was erased, which is nearly everywhere, no name has to be made for every record.
  if (all.size === 0) return { contents, erased };
  return { contents: contents.map((content) => withErasure(content, all)), erased };
}

/** Before erasures are known, a stub is a failure. */
type Opened = Content & { readonly stub?: Envelope };

function openPlace(place: Place, open: (envelope: Envelope) => string): Opened[] {
  if (place.state === 'failed') return [place];
  if (place.row.type === 'epoch') return [];
  const envelope = place.row;
  try {
    return [{ state: 'read', seq: place.seq, envelope, text: textOf(envelope, open) }];
  } catch (caught) {
    return [{ ...failed(envelope, refusalOf(caught).reason), stub: envelope }];
  }
}

function textOf(envelope: Envelope, open: (envelope: Envelope) => string): string {
  if (!envelope.ciphertext) throw new CircleRefused('stub');
  const text = open(envelope);
  if (envelope.header.kind === kinds.erase) readEraseText(text);
  if (envelope.header.kind === kinds.link) readLinkText(text);
  return text;
}

const erasedBy = (content: Content): string[] =>
  content.state === 'read' && content.envelope.header.kind === kinds.erase ? readEraseText(content.text) : [];

function withErasure(content: Opened, erased: ReadonlySet<string>): Content {
  const envelope = content.state === 'failed' ? content.stub : content.envelope;
  if (!envelope || envelope.header.kind === kinds.erase || !erased.has(hex(envelope.hash))) return content;
  return { state: 'erased', seq: envelope.header.seq, envelope };
}

const failed = ({ header }: Envelope, reason: string): FailedPlace => ({
  state: 'failed',
  seq: header.seq,
  through: header.seq,
  reason,
  claimed: { author: header.author, authorKv: header.authorKv, ms: header.ms },
});
