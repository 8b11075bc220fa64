import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { idBytes } from '../../../src/contracts/shared/scalars.js';
import type { CircleId } from '../../../src/domain/circle/circle.js';
import { hours } from '../../../src/domain/shared/time.js';
import { openAttachment, sealAttachment } from '../../../src/e2ee/attachment/attachment.js';
import { manifestText } from '../../../src/e2ee/attachment/manifest.js';
import { Channel } from '../../../src/e2ee/channel/channel.js';
import { composeInbound, composeInChannel } from '../../../src/e2ee/channel/compose-in-channel.js';
import { openChannel } from '../../../src/e2ee/channel/open-channel.js';
import { openLinked } from '../../../src/e2ee/channel/open-linked.js';
import { CaseChain } from '../../../src/e2ee/circle/case-chain.js';
import { wrapDek } from '../../../src/e2ee/circle/dek-wrap.js';
import { parseEnvelope } from '../../../src/e2ee/circle/envelope.js';
import { drawRecordChance, sealEnvelope } from '../../../src/e2ee/circle/seal-record.js';
import type { ComposedRecord } from '../../../src/e2ee/circle/compose-record.js';
import { eraseText } from '../../../src/e2ee/circle/erase-text.js';
import { kinds } from '../../../src/e2ee/circle/header.js';
import { linkText } from '../../../src/e2ee/circle/link-text.js';
import { rewrapAll } from '../../../src/e2ee/circle/rewrap.js';
import { concat, fromHex, hex } from '../../../src/e2ee/shared/bytes.js';
import type { Identity } from '../../../src/e2ee/shared/identity.js';
import { ForgetChannels } from '../../../src/server/circles/forget-channels.js';
import { ForgetLoosePieces } from '../../../src/server/circles/keep-attachments.js';
import { edge } from '../../e2ee/builders/organisation.js';
import { makeTestDatabase, type TestDatabase } from '../support/test-database.js';
import {
  CirclesHouse,
  everything,
  goran,
  lena,
  mira,
  readOnly,
  refusalFrom,
  staffIdOf,
  to,
  vera,
} from './circles-house.js';

let db: TestDatabase;
let house: CirclesHouse;
let inbox: CircleId;
const channelId = randomUUID();

beforeAll(async () => {
  db = await makeTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  await db.empty();
  house = new CirclesHouse(db.database);
  inbox = await house.as(mira).open('inbox', [to(mira, everything), to(lena), to(vera, readOnly)]);
});

/** Resolves when a transaction of this house waits for another one. */
async function somebodyWaits(): Promise<void> {
  const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await house.reader.query<unknown[]>(waiting)).length === 0) await nextTurn();
}

/** The conversation as a member of the inbox reads it. */
async function talk(who: Identity) {
  const held = await house.as(who).hold(inbox);
  const { rows, wraps } = await house.as(who).rows(inbox, channelId);
  const channel = Channel.read(held.chain, idBytes(channelId), rows);
  return { ...held, channel, channelWraps: wraps };
}

async function heard(who: Identity): Promise<string[]> {
  const { channel, secrets, channelWraps } = await talk(who);
  return openChannel(channel, secrets, channelWraps).contents.map((one) =>
    one.state === 'read' ? one.text : one.state,
  );
}

async function inbound(text: string): Promise<ComposedRecord> {
  const { channel } = await talk(mira);
  const record = composeInbound(channel, { author: edge, ms: house.clock.now(), text });
  await receive(record);
  return record;
}

/** As the edge does it: locks, then hands over what it has sealed, with the inbox as it knows it. */
async function receive({ row, wrap }: Pick<ComposedRecord, 'row' | 'wrap'>, known?: CaseChain) {
  const chain = known ?? (await talk(mira)).chain;
  return house.write(async (tx) => {
    const place = await house.inbound.enter(tx, inbox, channelId);
    return house.inbound.run(tx, { circle: inbox, channel: channelId, row, wrap }, place!, chain);
  });
}

async function composeReply(
  who: Identity,
  text: string,
  kind: 21 | 9 = kinds.reply,
): Promise<ComposedRecord> {
  const { channel, secrets } = await talk(who);
  return composeInChannel(channel, secrets.wrapKey, { author: who, ms: house.clock.now(), kind, text });
}

const sendReply = (who: Identity, { row, wrap }: Pick<ComposedRecord, 'row' | 'wrap'>) =>
  house.write((tx) => house.append.run(tx, { circle: inbox, channel: channelId, row, wrap }, staffIdOf(who)));

async function link(who: Identity, id: CircleId, [first, last]: readonly [number, number], drop = 0) {
  const { channel, channelWraps, secrets } = await talk(who);
  const held = await house.as(who).hold(id);
  const cited = channel.records.filter(({ header }) => header.seq >= first && header.seq <= last);
  const { wraps } = rewrapAll(cited, channelWraps, secrets, held.secrets.wrapKey);
  const lastHash = cited.at(-1)?.hash ?? new Uint8Array(32);
  const citation = { inbox: idBytes(inbox), channel: idBytes(channelId), first, last, lastHash };
  const record = house.as(who).composeRecord(held, linkText(citation), { kind: kinds.link });
  const moved = [...wraps].map(([hash, wrap]) => ({ record: fromHex(hash, 32)!, wrap })).slice(drop);
  const request = {
    record: { circle: id, row: record.row, wrap: record.wrap },
    inbox,
    channel: channelId,
    first,
    last,
    holder: inbox,
  };
  await house.write((tx) => house.link.run(tx, { ...request, wraps: moved }, staffIdOf(who)));
  return { hash: record.envelope.hash, citation };
}

/** As a browser takes what was handed to it into a case: the same citation, and keys that come from the hand-over. */
async function giveOn(
  who: Identity,
  handOver: CircleId,
  { hash, citation }: Awaited<ReturnType<typeof link>>,
  id: CircleId,
  part: { first: number; last: number } = citation,
) {
  const found = await house.readLinked.run(handOver, hash, staffIdOf(who));
  const from = await house.as(who).hold(handOver);
  const to = await house.as(who).hold(id);
  const cited = found.records
    .map(({ bytes }) => parseEnvelope(bytes))
    .filter(({ header }) => header.seq >= part.first && header.seq <= part.last);
  const wraps = new Map(found.wraps.map(({ record, wrap }) => [hex(record), wrap]));
  const moved = rewrapAll(cited, wraps, from.secrets, to.secrets.wrapKey);
  const { row, wrap, envelope } = house
    .as(who)
    .composeRecord(to, linkText({ ...citation, first: part.first, last: part.last }), {
      kind: kinds.link,
    });
  const keys = [...moved.wraps].map(([record, fresh]) => ({ record: fromHex(record, 32)!, wrap: fresh }));
  const request = { record: { circle: id, row, wrap }, inbox, channel: channelId };
  const { first, last } = part;
  await house.write((tx) =>
    house.link.run(tx, { ...request, first, last, holder: handOver, wraps: keys }, staffIdOf(who)),
  );
  return { hash: envelope.hash, citation };
}

describe('a conversation in an inbox', () => {
  it('is written by the edge and by operators, and read by both of them later', async () => {
    await inbound('help me');
    await sendReply(lena, await composeReply(lena, 'where are you?'));
    await inbound('at the station');

    expect(await heard(mira)).toEqual(['help me', 'where are you?', 'at the station']);
  });

  it('goes on under a new epoch, whose wraps are ordinary ones', async () => {
    await inbound('help me');
    const { channel, channelWraps, secrets, ...held } = await talk(mira);
    const records = [...held.chain.records, ...channel.records];
    const all = { ...held, secrets, records, wraps: new Map([...held.wraps, ...channelWraps]) };
    const { epoch, wraps } = house.as(mira).composeEpoch(all, [to(mira, everything)]);
    const stale = composeInbound(channel, { author: edge, ms: house.clock.now(), text: 'in between' });

    await house.as(mira).sendEpoch(inbox, epoch, wraps);

    expect(await refusalFrom(receive(stale))).toBe('chain-superseded');
    await inbound('again');
    expect(await heard(mira)).toEqual(['help me', 'again']);
  });

  it('takes nothing from an operator in the edge’s name, a reader, or an old place', async () => {
    await inbound('help me');
    const { channel } = await talk(mira);
    const asEdge = composeInbound(channel, { author: lena, ms: house.clock.now(), text: 'forged' });
    const byReader = await composeReply(vera, 'hello');
    const stale = await composeReply(lena, 'first');
    await sendReply(mira, await composeReply(mira, 'faster'));

    expect(await refusalFrom(receive(asEdge))).toMatch(/chain-record-refused: right|chain-superseded/);
    expect(await refusalFrom(sendReply(lena, asEdge))).toBe('chain-record-refused: kind');
    expect(await refusalFrom(sendReply(vera, byReader))).toBe('circle-right-missing');
    expect(await refusalFrom(sendReply(lena, stale))).toBe('chain-superseded');
  });

  it('takes nothing that names an older directory than the record before', async () => {
    const dirHead = house.organisation.directory.head;
    const { secrets } = await talk(lena);
    house.organisation.rotate('goran', 2, 4);
    const { envelope } = await inbound('the directory went on');
    const chance = drawRecordChance();
    const header = {
      ...envelope.header,
      kind: kinds.reply,
      author: lena.user,
      authorKv: lena.kv,
      seq: 2,
      prev: envelope.hash,
      dirHead,
    };
    const row = sealEnvelope(header, 'old view', lena.signing.privateKey, chance);
    const wrap = wrapDek(secrets.wrapKey, chance.dek, parseEnvelope(row));

    expect(await refusalFrom(sendReply(lena, { row, wrap }))).toBe('chain-record-refused: directory-head');
  });

  it('takes from the edge only what is inbound, sealed to the inbox, and in an inbox', async () => {
    await inbound('help me');
    const { channel, secrets } = await talk(mira);
    const next = composeInbound(channel, { author: edge, ms: house.clock.now(), text: 'more' });
    const ordinary = rewrapAll(
      [next.envelope],
      new Map([[hex(next.envelope.hash), next.wrap]]),
      secrets,
      secrets.wrapKey,
    );
    const [wrap] = ordinary.wraps.values();
    const id = await house.as(lena).open('client-case');

    expect(await refusalFrom(receive({ row: next.row, wrap: wrap! }))).toBe('wrap-refused');
    expect(await house.write((tx) => house.inbound.enter(tx, id, channelId))).toBeNull();
    const reply = await composeReply(lena, 'as if inbound');
    const wrapOf80 = new Uint8Array(80);
    expect(await refusalFrom(receive({ row: reply.row, wrap: wrapOf80 }))).toBe('chain-record-refused: kind');
    expect(await heard(mira)).toEqual(['help me']);
  });

  it('has no conversations outside an inbox, and is never erased as a whole', async () => {
    const id = await house.as(lena).open('client-case');
    const { row, wrap } = await composeReply(lena, 'hello');
    const inCase = house.write((tx) =>
      house.append.run(tx, { circle: id, channel: channelId, row, wrap }, staffIdOf(lena)),
    );
    const whole = house.write((tx) => house.eraseCircle.run(tx, inbox, staffIdOf(mira)));

    expect(await refusalFrom(inCase)).toBe('circle-unknown');
    expect(await refusalFrom(whole)).toBe('erasure-refused: inbox');
  });

  it('is erased by an ERASE of its own chain, and by none of the inbox’s', async () => {
    const { envelope } = await inbound('erase me');
    await inbound('stays');
    const hashes = [envelope.hash];
    const ofInbox = house.as(mira).composeRecord(await house.as(mira).hold(inbox), eraseText(hashes), {
      kind: kinds.erase,
    });
    const ofChannel = await composeReply(mira, eraseText(hashes), kinds.erase);
    const erase = (channel: string | null, { row, wrap }: ComposedRecord) =>
      house.write((tx) =>
        house.eraseRecords.run(
          tx,
          { record: { circle: inbox, channel, row, wrap }, hashes },
          staffIdOf(mira),
        ),
      );

    expect(await refusalFrom(erase(null, ofInbox))).toBe('erasure-refused');
    await erase(channelId, ofChannel);
    expect((await heard(lena)).slice(0, 2)).toEqual(['erased', 'stays']);
  });

  it('exchanges the edge’s wraps for ordinary ones, once', async () => {
    await inbound('help me');
    const { channel, channelWraps, secrets } = await talk(lena);
    const { wraps } = rewrapAll(channel.records, channelWraps, secrets, secrets.wrapKey);
    const list = [...wraps].map(([hash, wrap]) => ({ record: fromHex(hash, 32)!, wrap }));
    const exchange = () => house.write((tx) => house.rewrap.run(tx, inbox, list, staffIdOf(lena)));

    const replaced = [await exchange(), await exchange()];

    expect(replaced).toEqual([{ replaced: 1 }, { replaced: 0 }]);
    expect(await heard(mira)).toEqual(['help me']);
  });
});

describe('linking a conversation to a case', () => {
  async function aCase(): Promise<CircleId> {
    return house.as(lena).open('client-case', [to(lena, everything), to(goran)]);
  }

  async function linkedTexts(
    who: Identity,
    id: CircleId,
    linked: Awaited<ReturnType<typeof link>>,
  ): Promise<string[]> {
    const found = await house.readLinked.run(id, linked.hash, staffIdOf(who));
    const chain = CaseChain.read(
      idBytes(inbox),
      house.organisation.directory,
      found.epochs.map(({ bytes }) => bytes),
    );
    const wraps = new Map(found.wraps.map(({ record, wrap }) => [hex(record), wrap]));
    const { secrets, opened } = await house.as(who).hold(id);
    const rows = found.records.map(({ bytes }) => bytes);
    const contents = openLinked(
      linked.citation,
      { inbox: chain, rows, wraps },
      secrets.wrapKey,
      opened.erased,
    );
    return contents.map((one) => (one.state === 'read' ? one.text : one.state));
  }

  it('hands its keys to the case: a case worker reads it without being in the inbox', async () => {
    await inbound('help me');
    await sendReply(lena, await composeReply(lena, 'where are you?'));
    const id = await aCase();

    const linked = await link(lena, id, [1, 2]);

    expect(await linkedTexts(goran, id, linked)).toEqual(['help me', 'where are you?']);
    expect(await heard(mira)).toEqual(['failed', 'failed']);
    expect(await refusalFrom(house.as(goran).rows(inbox))).toBe('circle-unknown');
  });

  it('keeps it readable through a change of the case’s members, and refuses one that forgets it', async () => {
    await inbound('help me');
    const id = await aCase();
    const linked = await link(lena, id, [1, 1]);
    const held = await house.as(lena).hold(id);
    const { wraps: all } = await house.readWraps.run(
      { circle: id, after: null, limit: 100 },
      staffIdOf(lena),
    );
    const conversations = await house.readConversations.run(house.reader, id, null, staffIdOf(lena));
    const cited = conversations.map(({ bytes }) => parseEnvelope(bytes));
    const own = { ...held, wraps: new Map(all.map(({ record, wrap }) => [hex(record), wrap])) };
    const recipients = [to(lena, everything), to(goran), to(vera)];
    const short = house.as(lena).composeEpoch(own, recipients);
    const whole = house.as(lena).composeEpoch({ ...own, records: [...held.records, ...cited] }, recipients);

    expect(await refusalFrom(house.as(lena).sendEpoch(id, short.epoch, short.wraps))).toBe(
      'wraps-incomplete',
    );
    await house.as(lena).sendEpoch(id, whole.epoch, whole.wraps);
    expect(await linkedTexts(vera, id, linked)).toEqual(['help me']);
  });

  it('shows the records behind its keys to the members of whichever circle holds them', async () => {
    await inbound('stays in the inbox');
    await inbound('help me');
    const id = await aCase();
    await link(lena, id, [2, 2]);
    const places = async (who: Identity, circle: CircleId): Promise<number[]> => {
      const found = await house.readConversations.run(house.reader, circle, null, staffIdOf(who));
      return found.map(({ bytes }) => parseEnvelope(bytes).header.seq);
    };

    expect([await places(mira, inbox), await places(goran, id)]).toEqual([[1], [2]]);
    expect(await refusalFrom(places(goran, inbox))).toBe('circle-unknown');
  });

  it('refuses a part that is not there, linked before, or without all of its keys', async () => {
    await inbound('one');
    await inbound('two');
    const id = await aCase();

    expect(await refusalFrom(link(lena, id, [1, 3]))).toBe('link-refused');
    expect(await refusalFrom(link(lena, id, [1, 2], 1))).toBe('wraps-incomplete');
    await link(lena, id, [1, 1]);
    expect(await refusalFrom(link(lena, id, [1, 2]))).toBe('link-refused');
    expect(await refusalFrom(link(goran, id, [2, 2]))).toBe('circle-unknown');
  });

  it('goes through a hand-over into a case that the operator is not in, and leaves the hand-over', async () => {
    await inbound('help me');
    await inbound('please');
    const handOver = await house.as(lena).open('hand-over', [to(lena, everything), to(goran)]);
    const id = await house.as(goran).open('client-case', [to(goran, everything), to(vera)]);
    const handed = await link(lena, handOver, [1, 2]);

    const cited = await giveOn(goran, handOver, handed, id);

    expect(await linkedTexts(vera, id, cited)).toEqual(['help me', 'please']);
    const left = await house.readLinked.run(handOver, handed.hash, staffIdOf(lena));
    expect(left.wraps).toEqual([]);
    expect(await refusalFrom(linkedTexts(lena, id, cited))).toBe('circle-unknown');
  });

  it('gives on only what a hand-over was given, as a whole, once, and to a case', async () => {
    await inbound('help me');
    await inbound('please');
    const handOver = await house.as(lena).open('hand-over', [to(lena, everything), to(goran)]);
    const id = await house.as(goran).open('client-case', [to(goran, everything)]);
    const other = await house.as(goran).open('hand-over', [to(goran, everything), to(mira)]);
    const handed = await link(lena, handOver, [1, 2]);

    expect(await refusalFrom(giveOn(goran, handOver, handed, id, { first: 1, last: 1 }))).toBe(
      'link-refused',
    );
    expect(await refusalFrom(giveOn(goran, handOver, handed, other))).toBe('link-refused');
    await giveOn(goran, handOver, handed, id);
    expect(await refusalFrom(giveOn(goran, handOver, handed, id))).toBe('link-refused');
    expect(await refusalFrom(giveOn(mira, handOver, handed, id))).toBe('circle-unknown');
  });

  it('stays readable in the case when the hand-over is erased', async () => {
    await inbound('help me');
    const handOver = await house.as(lena).open('hand-over', [to(lena, everything), to(goran)]);
    const id = await house.as(goran).open('client-case', [to(goran, everything), to(vera)]);
    const cited = await giveOn(goran, handOver, await link(lena, handOver, [1, 1]), id);

    await house.write((tx) => house.eraseCircle.run(tx, handOver, staffIdOf(lena)));

    expect(await linkedTexts(vera, id, cited)).toEqual(['help me']);
  });

  it('goes to one of two cases that ask for it at the same moment, and the other is told', async () => {
    for (let round = 0; round < 4; round += 1) {
      await inbound('help me');
      const [one, other] = [await aCase(), await aCase()];
      const part = [round + 1, round + 1] as const;

      const outcomes = await Promise.all([one, other].map((id) => refusalFrom(link(lena, id, part))));

      expect(outcomes.sort()).toEqual(['link-refused', 'nothing refused']);
    }
  });

  it('leaves no key without its record in the case when the inbox is just erasing it', async () => {
    const { envelope } = await inbound('help me');
    const id = await aCase();
    const hashes = [envelope.hash];
    const { row, wrap } = await composeReply(mira, eraseText(hashes), kinds.erase);
    const record = { circle: inbox, channel: channelId, row, wrap };

    const linking = await house.write(async (tx) => {
      await house.eraseRecords.run(tx, { record, hashes }, staffIdOf(mira));
      const outcome = refusalFrom(link(lena, id, [1, 1]));
      await somebodyWaits();
      return { outcome };
    });

    expect(await linking.outcome).toBe('wraps-incomplete');
  });

  it('outlives the conversation, and what was said before and after it does not', async () => {
    await inbound('before');
    await inbound('help me');
    await inbound('after');
    const id = await aCase();
    const linked = await link(lena, id, [2, 2]);

    await house.write((tx) => new ForgetChannels(house.chains).run(tx, [channelId]));

    expect(await linkedTexts(goran, id, linked)).toEqual(['help me']);
    const left = await house.readWraps.run({ circle: inbox, after: null, limit: 100 }, staffIdOf(mira));
    expect(left.wraps).toEqual([]);
    expect((await house.as(mira).rows(inbox, channelId)).rows).toHaveLength(1);
  });

  it('is not for one who may only read in the inbox', async () => {
    await inbound('help me');
    const id = await house.as(vera).open('client-case');

    expect(await refusalFrom(link(vera, id, [1, 1]))).toBe('circle-right-missing');
    expect(await heard(mira)).toEqual(['help me']);
  });

  it('lets the case erase what it cites, and then the whole of it', async () => {
    const first = await inbound('erase me');
    await inbound('and me');
    const id = await aCase();
    const linked = await link(lena, id, [1, 2]);
    const held = await house.as(lena).hold(id);
    const hashes = [first.envelope.hash];
    const erase = house.as(lena).composeRecord(held, eraseText(hashes), { kind: kinds.erase });
    const record = { circle: id, channel: null, row: erase.row, wrap: erase.wrap };

    await house.write((tx) => house.eraseRecords.run(tx, { record, hashes }, staffIdOf(lena)));

    expect(await linkedTexts(goran, id, linked)).toEqual(['erased', 'and me']);
    const close = { standing: { state: 'closed', reason: 'completed' } } as const;
    await house.write((tx) => house.changeCase.run(tx, id, { change: close, seen: 1 }, staffIdOf(lena)));
    await house.write((tx) => house.eraseCircle.run(tx, id, staffIdOf(lena)));
    expect((await house.as(mira).rows(inbox, channelId)).rows.map(({ length }) => length)).toEqual([
      368, 368,
    ]);
  });
});

describe('a file in a case', () => {
  const content = crypto.getRandomValues(new Uint8Array(65_000));

  async function upload(id: CircleId, who: Identity, object: string, stored: Uint8Array): Promise<void> {
    for (let index = 0; index * 65_000 < stored.length; index += 1) {
      const bytes = stored.subarray(index * 65_000, (index + 1) * 65_000);
      await house.write((tx) => house.putPiece.run(tx, { circle: id, object, index, bytes }, staffIdOf(who)));
    }
  }

  it('is read back by a colleague with the key in its manifest, and goes with it', async () => {
    const id = await house.as(mira).open('client-case', [to(mira, everything), to(goran)]);
    const object = randomUUID();
    const { stored, manifest } = sealAttachment(idBytes(object), content, 'photo.jpg');
    await upload(id, goran, object, stored);
    const writing = { kind: kinds.manifest, object: idBytes(object) };
    const { envelope } = await house.as(goran).note(id, manifestText(manifest), writing);

    const read = () =>
      house.readPieces.run(house.reader, { circle: id, object, from: 0, limit: 32 }, staffIdOf(mira));
    const before = openAttachment(idBytes(object), concat(...(await read())), manifest);
    const late = upload(id, goran, object, stored.subarray(0, 10));
    expect(await refusalFrom(late)).toBe('attachment-refused: sealed');
    const erase = house
      .as(mira)
      .composeRecord(await house.as(mira).hold(id), eraseText([envelope.hash]), { kind: kinds.erase });
    const record = { circle: id, channel: null, row: erase.row, wrap: erase.wrap };
    await house.write((tx) =>
      house.eraseRecords.run(tx, { record, hashes: [envelope.hash] }, staffIdOf(mira)),
    );

    expect(before).toEqual(content);
    expect(await read()).toEqual([]);
  });

  it('is refused from a colleague in the middle of an upload, and as a manifest of nothing', async () => {
    const id = await house.as(mira).open('client-case', [to(mira, everything), to(goran)]);
    const object = randomUUID();
    await upload(id, goran, object, content.subarray(0, 100));

    expect(await refusalFrom(upload(id, mira, object, content.subarray(0, 100)))).toBe(
      'attachment-refused: sealed',
    );
    expect(await refusalFrom(upload(id, goran, object, content.subarray(1, 100)))).toBe(
      'attachment-refused: piece',
    );
    expect(await refusalFrom(house.as(goran).note(id, 'nothing', { kind: kinds.manifest }))).toBe(
      'attachment-unknown',
    );
  });

  it('is forgotten after a day when its manifest never came', async () => {
    const id = await house.as(mira).open('client-case');
    const object = randomUUID();
    await upload(id, mira, object, content.subarray(0, 100));
    const forget = new ForgetLoosePieces(db.database, house.clock, house.attachments);
    const left = () =>
      house.readPieces.run(house.reader, { circle: id, object, from: 0, limit: 1 }, staffIdOf(mira));

    house.clock.advance(hours(23));
    await forget.run();
    const early = await left();
    house.clock.advance(hours(2));
    await forget.run();

    expect([early.length, (await left()).length]).toEqual([1, 0]);
  });
});
