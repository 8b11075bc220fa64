import { Channel } from '../../../src/e2ee/channel/channel.js';
import { composeInbound, composeInChannel } from '../../../src/e2ee/channel/compose-in-channel.js';
import { openChannel } from '../../../src/e2ee/channel/open-channel.js';
import type { ComposedRecord } from '../../../src/e2ee/circle/compose-record.js';
import { sealDek, wrapDek } from '../../../src/e2ee/circle/dek-wrap.js';
import { parseEnvelope, shrinkToStub } from '../../../src/e2ee/circle/envelope.js';
import { kinds, type Header, type RecordKind } from '../../../src/e2ee/circle/header.js';
import type { OpenedCircle } from '../../../src/e2ee/circle/open-circle.js';
import { drawRecordChance, sealEnvelope } from '../../../src/e2ee/circle/seal-record.js';
import { equal, hex, zeros } from '../../../src/e2ee/shared/bytes.js';
import type { Identity } from '../../../src/e2ee/shared/identity.js';
import type { Pin } from '../../../src/e2ee/shared/pin.js';
import { at, replaced } from '../cases/tamper.js';
import { aCircle, all, readOnly, to, type TestCircle } from './circle.js';
import { alice, bob, carol, edge, idOf, now } from './organisation.js';

/** One conversation of an inbox as a server stores it. */
export class TestChannel {
  rows: Uint8Array[] = [];
  readonly wraps = new Map<string, Uint8Array>();
  readonly channel: Channel;

  constructor(
    readonly inbox: TestCircle,
    readonly id = idOf('channel'),
  ) {
    this.channel = new Channel(inbox.chain, id);
  }

  inbound(text: string, author = edge): ComposedRecord {
    return this.#keep(composeInbound(this.channel, { author, ms: now, text }));
  }

  reply(text: string, author = alice): ComposedRecord {
    return this.#keep(this.#own(kinds.reply, text, author));
  }

  erase(hashes: readonly Uint8Array[], author = alice): ComposedRecord {
    const record = this.#keep(this.#own(kinds.erase, hashes.map(hex).join('\n'), author));
    for (const hash of hashes) this.shrink(hash);
    return record;
  }

  shrink(hash: Uint8Array): void {
    const index = this.rows.findIndex((row) => equal(parseEnvelope(row).hash, hash));
    this.rows = replaced(this.rows, index, shrinkToStub(at(this.rows, index)));
    this.wraps.delete(hex(hash));
  }

  read(rows: readonly Uint8Array[] = this.rows, pin?: Pin): Channel {
    return Channel.read(this.inbox.read(), this.id, rows, pin);
  }

  open(rows: readonly Uint8Array[] = this.rows, pin?: Pin): OpenedCircle {
    return openChannel(this.read(rows, pin), this.inbox.secrets, this.wraps);
  }

  /** A validly signed record with whatever the forger likes; stored nowhere. */
  forge(
    author: Identity,
    kind: RecordKind,
    header: Partial<Header> = {},
    signedWith = author,
  ): ComposedRecord {
    const { head } = this.channel;
    const chance = drawRecordChance();
    const full: Header = {
      kind,
      caseId: this.inbox.caseId,
      object: this.id,
      version: 1,
      epoch: this.inbox.chain.inForce?.epoch ?? 0,
      author: author.user,
      authorKv: author.kv,
      ms: now,
      seq: head.seq + 1,
      prev: head.hash ?? zeros(32),
      prevVersion: zeros(32),
      dirHead: this.inbox.organisation.directory.head,
      ...header,
    };
    const row = sealEnvelope(full, 'forged', signedWith.signing.privateKey, chance);
    const envelope = parseEnvelope(row);
    const { wrapKey, intake } = this.inbox.secrets;
    const wrap =
      kind === kinds.inbound && intake
        ? sealDek(intake.publicKey, chance.dek)
        : wrapDek(wrapKey, chance.dek, envelope);
    return { row, envelope, wrap };
  }

  store(record: ComposedRecord): void {
    this.rows.push(record.row);
    this.wraps.set(hex(record.envelope.hash), record.wrap);
  }

  #own(kind: typeof kinds.reply | typeof kinds.erase, text: string, author: Identity): ComposedRecord {
    return composeInChannel(this.channel, this.inbox.secrets.wrapKey, { kind, author, ms: now, text });
  }

  #keep(record: ComposedRecord): ComposedRecord {
    this.channel.admit(record.row);
    this.store(record);
    return record;
  }
}

/** Alice and Bob are operators, Carol only reads. */
export const anInbox = (): TestCircle =>
  aCircle(undefined, [to(alice, all), to(bob), to(carol, readOnly)], true);

/** A contact wrote twice and Alice answered: places 1 to 3. */
export function aConversation(inbox = anInbox()): TestChannel {
  const channel = new TestChannel(inbox);
  channel.inbound('help me');
  channel.reply('where are you?');
  channel.inbound('at the station');
  return channel;
}
