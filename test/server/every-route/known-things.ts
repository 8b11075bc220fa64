import { rows, type Transaction } from '../../../src/server/platform/database/database.js';

/** A place in a request that is filled with something that the house knows at the moment at which it leaves. */
export interface Word {
  readonly kind: 'id' | 'text' | 'bytes';
  readonly place: string;
  readonly pick: number;
  /** Bytes only: which bit to turn over, on half of the picks. */
  readonly bit?: number;
  /** Bytes only: how many there may be. */
  readonly fitting?: readonly number[];
}

class Blank {
  constructor(readonly word: Word) {}
}

export const wordOf = (word: Word): unknown => new Blank(word);

/** Ids by the word that stands before them in an address. */
const idsOf: Readonly<Record<string, string>> = {
  circles: 'select id from circle',
  channels: 'select id from circle_channel',
  conversations: 'select id from conversation',
  alerts: 'select id from alert',
  'field-visits': 'select id from field_visit',
  incidents: 'select id from incident_report',
  staff: 'select id from staff',
  tasks: 'select id from review_task',
  measures: 'select id from measure',
  sessions: 'select id from session',
  invitations: 'select id from invitation',
  enrolments: 'select staff_id as id from enrolment',
  ceremonies: 'select id from ceremony',
  shifts: 'select id from duty_shift',
  overrides: 'select id from duty_override',
  replies: 'select id from contact_reply',
  'instrument-validations': 'select id from instrument_validation',
};

/** Fields that carry an id of something, whatever the address is. */
const fields: Readonly<Record<string, string>> = {
  circle: 'circles',
  inbox: 'circles',
  inboxId: 'circles',
  handOver: 'circles',
  channel: 'channels',
  measure: 'measures',
  reply: 'replies',
  staffId: 'staff',
  subjectId: 'staff',
  to: 'staff',
  holder: 'staff',
  actor: 'staff',
  replaces: 'staff',
  object: 'files',
};

/** What the house knows: ids in its tables, and texts and bytes that its answers held. */
export class KnownThings {
  #ids = new Map<string, readonly string[]>();
  readonly #bytes = new Map<number, string[]>();
  readonly #texts = new Map<string, string[]>();

  async look(tx: Transaction): Promise<void> {
    for (const [word, sql] of Object.entries(idsOf)) {
      const found = await rows<{ id: string }>(tx, `${sql} order by ctid desc limit 50`);
      this.#ids.set(
        word,
        found.map(({ id }) => String(id)),
      );
    }
  }

  /** Remembers what an answer held. */
  hear(value: unknown, name = ''): void {
    if (typeof value === 'string') this.#keep(value, name);
    else if (Array.isArray(value)) for (const each of value) this.hear(each, name);
    else if (typeof value === 'object' && value !== null)
      for (const [key, each] of Object.entries(value)) this.hear(each, key);
  }

  /** Puts something known into every place that wants it. */
  fill(value: unknown): unknown {
    if (value instanceof Blank) return this.#word(value.word);
    if (Array.isArray(value)) return value.map((each) => this.fill(each));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.fill(each)]));
  }

  #word(word: Word): string {
    if (word.kind === 'id') return this.#id(word);
    if (word.kind === 'bytes') return this.#bytesOf(word);
    const name = word.place.split('.').at(-1)!;
    return among(this.#texts.get(name) ?? [], word.pick) ?? 'x'.repeat(1 + (word.pick % 60));
  }

  /** Nine times of ten one that belongs there, else one of something else. */
  #id({ place, pick }: Word): string {
    const wanted = collectionOf(place);
    const own = this.#ids.get(wanted) ?? [];
    const foreign = [...this.#ids.values()].flat();
    return among(pick % 10 === 7 ? foreign : own, pick) ?? among(foreign, pick) ?? '';
  }

  #bytesOf({ pick, bit = 0, fitting = [] }: Word): string {
    const found = [...this.#bytes].filter(([length]) => fitting.includes(length)).flatMap(([, each]) => each);
    const text = among(found, pick) ?? Buffer.alloc(fitting[0] ?? 0, pick % 256).toString('base64');
    if (pick % 2 === 0) return text;
    const bytes = Buffer.from(text, 'base64');
    const at = bit % (bytes.length * 8);
    bytes[at >> 3]! ^= 1 << (at & 7);
    return bytes.toString('base64');
  }

  #keep(text: string, name: string): void {
    if (/^(?:[\w+/]{4}){4,}(?:[\w+/]{2}==|[\w+/]{3}=)?$/.test(text)) {
      const { length } = Buffer.from(text, 'base64');
      remember(this.#bytes, length, text);
    }
    remember(this.#texts, name, text);
    if (/^[0-9a-f]{64}$/.test(text)) remember(this.#texts, 'record', text);
  }
}

/** `params:/api/v1/circles/:id/records.id` → circles. */
function collectionOf(place: string): string {
  const field = place.split('.').at(-1)!;
  if (fields[field]) return fields[field];
  return (
    new RegExp(`([\\w-]+)/:${field}\\b`).exec(place)?.[1] ??
    /\/([\w-]+)$/.exec(place.split('.')[0]!)?.[1] ??
    ''
  );
}

const among = <T>(list: readonly T[], pick: number): T | undefined => list[pick % (list.length || 1)];

/** A bounded memory: old things make room for new ones. */
function remember<Key>(memory: Map<Key, string[]>, key: Key, text: string): void {
  const list = memory.get(key) ?? [];
  if (list.includes(text)) return;
  list.push(text);
  if (list.length > 40) list.shift();
  memory.set(key, list);
}
