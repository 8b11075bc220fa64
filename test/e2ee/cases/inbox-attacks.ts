import { Channel } from '../../../src/e2ee/channel/channel.js';
import { composeInbound, composeInChannel } from '../../../src/e2ee/channel/compose-in-channel.js';
import { openChannel } from '../../../src/e2ee/channel/open-channel.js';
import { openLinked } from '../../../src/e2ee/channel/open-linked.js';
import { ReplyDesk } from '../../../src/e2ee/channel/reply-desk.js';
import { edgeOf, replyPlain, sealReply, signReply, type Reply } from '../../../src/e2ee/channel/reply.js';
import { CaseChain } from '../../../src/e2ee/circle/case-chain.js';
import { sealDek, wrapDek } from '../../../src/e2ee/circle/dek-wrap.js';
import { kinds, type Header } from '../../../src/e2ee/circle/header.js';
import { linkText, readLinkText, type Link } from '../../../src/e2ee/circle/link-text.js';
import { rewrapAll } from '../../../src/e2ee/circle/rewrap.js';
import { drawRecordChance, sealEnvelope } from '../../../src/e2ee/circle/seal-record.js';
import { parseEnvelope } from '../../../src/e2ee/circle/envelope.js';
import { ops, parseEntry } from '../../../src/e2ee/directory/entry.js';
import { boxSeal } from '../../../src/e2ee/hazmat/sealed-box.js';
import { hash256 } from '../../../src/e2ee/hazmat/hash.js';
import { concat, hex, zeros } from '../../../src/e2ee/shared/bytes.js';
import type { Identity } from '../../../src/e2ee/shared/identity.js';
import { aCircle, all, to } from '../builders/circle.js';
import { aConversation, anInbox, TestChannel } from '../builders/inbox.js';
import {
  alice,
  bob,
  carol,
  edge,
  idOf,
  mallory,
  now,
  person,
  recovery,
  root,
} from '../builders/organisation.js';
import type { Case } from './case.js';
import { refuses, same } from './expect.js';
import { at, flipped, replaced, without } from './tamper.js';
import { shown, shownOf, verdictsOf } from './verdicts.js';

const conversation = ['help me', 'where are you?', 'at the station'];

function refusedEverywhere(channel: TestChannel, row: Uint8Array, reason: string): void {
  refuses(reason, () => channel.channel.admit(row));
  const opened = channel.open([...channel.rows, row]);
  same([shownOf(opened), opened.standing], [[...conversation, `(4 ${reason})`], 'damaged']);
}

const refusedNext = (
  name: string,
  reason: string,
  author: Identity,
  kind: 1 | 20 | 21 | 9 | 22,
  header: (channel: TestChannel) => Partial<Header> = () => ({}),
  signedWith = author,
): Case => ({
  name,
  run: () => {
    const channel = aConversation();
    refusedEverywhere(channel, channel.forge(author, kind, header(channel), signedWith).row, reason);
  },
});

const channels: Case[] = [
  refusedNext('an operator writes as the edge', 'right', alice, kinds.inbound),
  refusedNext("an operator writes in the edge's name", 'signature', edge, kinds.inbound, undefined, alice),
  refusedNext('the edge writes as an operator', 'right', edge, kinds.reply),
  refusedNext('an operator who may only read replies', 'right', carol, kinds.reply),
  refusedNext('the recovery key replies', 'right', recovery, kinds.reply),
  refusedNext('somebody who is no operator replies', 'right', mallory, kinds.reply),
  refusedNext("an operator replies in a colleague's name", 'signature', alice, kinds.reply, undefined, bob),
  refusedNext('an ERASE by an operator without the grant right', 'right', bob, kinds.erase),
  refusedNext('a note in a channel', 'kind', alice, kinds.note),
  refusedNext('a LINK in a channel', 'kind', alice, kinds.link),
  refusedNext('a record of another inbox', 'case', edge, kinds.inbound, () => ({
    caseId: idOf('another inbox'),
  })),
  refusedNext('a record of another channel', 'object', edge, kinds.inbound, () => ({
    object: idOf('another channel'),
  })),
  refusedNext('a number that is taken', 'seq', edge, kinds.inbound, () => ({ seq: 3 })),
  refusedNext('another predecessor', 'prev', edge, kinds.inbound, () => ({ prev: zeros(32) })),
  refusedNext('an epoch that the inbox lacks', 'epoch', edge, kinds.inbound, () => ({ epoch: 2 })),
  refusedNext('epoch 0', 'epoch', edge, kinds.inbound, () => ({ epoch: 0 })),
  refusedNext('a version', 'version', edge, kinds.inbound, () => ({ version: 2 })),
  refusedNext('a version predecessor', 'version', edge, kinds.inbound, () => ({
    prevVersion: hash256(idOf('x')),
  })),
  refusedNext('an unknown directory head', 'directory-head', edge, kinds.inbound, () => ({
    dirHead: zeros(32),
  })),
  refusedNext('a directory head that goes back', 'directory-head', edge, kinds.inbound, ({ inbox }) => ({
    dirHead: parseEntry(at(inbox.organisation.rows, 6)).hash,
  })),
  refusedNext('an edge key that does not exist', 'right', { ...edge, kv: 2 }, kinds.inbound),
  {
    name: 'an epoch record in a channel',
    run: () => {
      const channel = aConversation();
      const row = channel.inbox.forgeEpoch(alice);
      refuses('kind', () => channel.channel.admit(row));
      same(verdictsOf(channel.read([...channel.rows, row])).at(-1), '4 kind');
    },
  },
  {
    name: 'an edge that was revoked or rotated out, also dated back above a pin',
    run: () => {
      for (const end of ['revoke', 'rotate'] as const) {
        const channel = aConversation();
        const dirHead = channel.inbox.organisation.directory.head;
        if (end === 'revoke') channel.inbox.organisation.revoke(edge);
        else channel.inbox.organisation.rotate('edge', 2);
        refusedEverywhere(channel, channel.forge(edge, kinds.inbound).row, 'right');
        const back = channel.forge(edge, kinds.inbound, { dirHead }).row;
        refuses('right', () => channel.channel.admit(back));
        same(verdictsOf(channel.read([...channel.rows, back], channel.read().settle())).at(-1), '4 right');
      }
    },
  },
  {
    name: 'an operator whose key was revoked, also dated back above a pin',
    run: () => {
      const channel = aConversation();
      const dirHead = channel.inbox.organisation.directory.head;
      channel.inbox.organisation.revoke(bob);
      refusedEverywhere(channel, channel.forge(bob, kinds.reply).row, 'key');
      const back = channel.forge(bob, kinds.reply, { dirHead }).row;
      same(verdictsOf(channel.read([...channel.rows, back], channel.read().settle())).at(-1), '4 key');
    },
  },
  {
    name: "a removed operator's reply under the old epoch, in the new one, and with a sealed wrap",
    run: () => {
      const channel = aConversation();
      channel.inbox.change([to(alice, all)]);
      refuses('right', () => channel.channel.admit(channel.forge(bob, kinds.reply).row));
      refuses('epoch', () => channel.channel.admit(channel.forge(bob, kinds.reply, { epoch: 1 }).row));
      channel.inbound('a message in the new epoch');
      const old = channel.forge(bob, kinds.reply, { epoch: 1 });
      same(verdictsOf(channel.read([...channel.rows, old.row])).at(-1), '5 epoch');
    },
  },
  {
    name: 'a reply whose DEK is sealed to the intake key, as anybody can do',
    run: () => {
      const channel = aConversation();
      const chance = drawRecordChance();
      const row = sealEnvelope(
        channel.forge(alice, kinds.reply).envelope.header,
        'x',
        alice.signing.privateKey,
        chance,
      );
      const envelope = parseEnvelope(row);
      channel.store({ row, envelope, wrap: sealDek(intakeOf(channel), chance.dek) });
      same(shownOf(channel.open()).at(-1), '(4 wrap)');
    },
  },
  {
    name: "an inbound record whose sealed DEK is another one's, changed, or of a wrong size inside",
    run: () => {
      const channel = aConversation();
      const [one, , three] = channel.read().records.map(({ hash }) => hex(hash));
      const good = channel.wraps.get(one ?? '') ?? zeros(0);
      const shows = (wrap: Uint8Array, reason: string) => {
        channel.wraps.set(one ?? '', wrap);
        same(shownOf(channel.open())[0], `(1 ${reason})`);
      };
      shows(channel.wraps.get(three ?? '') ?? zeros(0), 'dek-commitment');
      shows(flipped(good, 400), 'wrap');
      shows(sealDek(mallory.sealing.publicKey, zeros(32)), 'wrap');
      shows(boxSeal(intakeOf(channel), zeros(31)), 'wrap');
      shows(good.slice(0, 79), 'wrap');
    },
  },
  {
    name: 'a channel truncated or rewritten below a pin, a record dropped or changed',
    run: () => {
      const channel = aConversation();
      const pin = channel.read().settle();
      same(channel.read(channel.rows.slice(0, 2), pin).standing, 'rolled-back');
      same(shownOf(channel.open(without(channel.rows, 1))), ['help me', '(2 missing)', 'at the station']);
      same(shownOf(channel.open(replaced(channel.rows, 0, flipped(at(channel.rows, 0), 2_000)))), [
        '(1 signature)',
        'where are you?',
        'at the station',
      ]);
      const other = new TestChannel(channel.inbox);
      for (const text of ['another', 'history', 'of the same length']) other.inbound(text);
      same(channel.read(other.rows, pin).standing, 'forked');
    },
  },
  {
    name: 'a channel is read again above its pin',
    run: () => {
      const channel = aConversation();
      const live = channel.read();
      const pin = live.settle();
      const next = channel.inbound('more');
      same([live.append(next.row).state, channel.read(channel.rows, pin).standing], ['sound', 'whole']);
      const forged = channel.forge(edge, kinds.inbound, {}, mallory);
      same(verdictsOf(channel.read([...channel.rows, forged.row], pin)).at(-1), '5 signature');
    },
  },
  {
    name: 'erased messages: stubs only where the channel says so',
    run: () => {
      const channel = aConversation();
      channel.erase([at(channel.read().records, 0).hash]);
      same(shownOf(channel.open()).slice(0, 3), ['erased', 'where are you?', 'at the station']);
      channel.shrink(at(channel.read().records, 2).hash);
      same(shownOf(channel.open())[2], '(3 stub)');
    },
  },
  {
    name: 'a conversation opens before and after its wraps were replaced, and after the operators changed',
    run: () => {
      const channel = aConversation();
      same(shownOf(channel.open()), conversation);
      const old = channel.inbox.secrets;
      channel.inbox.change([to(alice, all)]);
      const { wraps, lost } = rewrapAll(
        channel.read().records,
        channel.wraps,
        old,
        channel.inbox.secrets.wrapKey,
      );
      for (const [key, wrap] of wraps) channel.wraps.set(key, wrap);
      same([lost.length, shownOf(channel.open())], [0, conversation]);
      same(
        openChannel(channel.read(), old, channel.wraps).contents.every(({ state }) => state === 'failed'),
        true,
      );
      channel.reply('still here');
      same(channel.open().standing, 'whole');
    },
  },
];

const edges: Case[] = [
  {
    name: 'the edge seals to no circle that is not an inbox',
    run: () => {
      const circle = aCircle();
      refuses('intake-key', () =>
        composeInbound(new Channel(circle.chain, idOf('c')), { author: edge, ms: now, text: 'x' }),
      );
      const empty = new CaseChain(circle.caseId, circle.organisation.directory);
      refuses('intake-key', () =>
        composeInbound(new Channel(empty, idOf('c')), { author: edge, ms: now, text: 'x' }),
      );
    },
  },
  {
    name: 'the edge seals and sends nothing while its view of the inbox is not whole',
    run: () => {
      const { channel, desk, waiting } = aWaitingReply();
      const { inbox } = channel;
      inbox.change([to(bob, all)]);
      const pin = inbox.read().settle();
      const views = [
        inbox.read(replaced(inbox.rows, 1, zeros(300))),
        inbox.read(inbox.rows.slice(0, 1), pin),
        inbox.read(inbox.rows, { seq: 2, hash: zeros(32), dirSeq: 8 }),
      ];
      for (const view of views) {
        const led = Channel.read(view, channel.id, channel.rows);
        refuses('standing', () => composeInbound(led, { author: edge, ms: now, text: 'x' }));
        refuses('inbox', () => desk.clear(waiting, led, now));
      }
    },
  },
  {
    name: 'nobody writes to a conversation that is rolled back, nor in an inbox that is',
    run: () => {
      const channel = aConversation();
      const key = channel.inbox.secrets.wrapKey;
      const reply = { kind: kinds.reply, author: alice, ms: now, text: 'x' } as const;
      const back = channel.read(channel.rows.slice(0, 2), channel.read().settle());
      refuses('standing', () => composeInbound(back, { author: edge, ms: now, text: 'x' }));
      refuses('standing', () => composeInChannel(back, key, reply));
      const pin = { seq: 9, hash: zeros(32), dirSeq: 8 };
      const hidden = Channel.read(channel.inbox.read(undefined, pin), channel.id, channel.rows);
      refuses('standing', () => composeInChannel(hidden, key, reply));
    },
  },
  {
    name: 'the edge led to another inbox',
    run: () => {
      const [own, other] = [anInbox(), anInbox()];
      const led = CaseChain.read(own.caseId, own.organisation.directory, other.rows);
      same(verdictsOf(led), ['1 case']);
      refuses('standing', () =>
        composeInbound(new Channel(led, idOf('c')), { author: edge, ms: now, text: 'x' }),
      );
    },
  },
  {
    name: 'the edge led to an older epoch',
    run: () => {
      const inbox = anInbox();
      inbox.change([to(alice, all)]);
      const pin = inbox.read().settle();
      const led = inbox.read(inbox.rows.slice(0, 1), pin);
      same([led.standing, led.settle()], ['rolled-back', undefined]);
    },
  },
  {
    name: 'nobody replies in an inbox without an epoch',
    run: () => {
      const { inbox, id } = aConversation();
      const empty = new Channel(new CaseChain(inbox.caseId, inbox.organisation.directory), id);
      const reply = { kind: kinds.reply, author: alice, ms: now, text: 'x' } as const;
      refuses('epoch', () => composeInChannel(empty, inbox.secrets.wrapKey, reply));
    },
  },
  {
    name: 'the edge itself cannot read what it has sealed',
    run: () => {
      const channel = aConversation();
      const wrap = channel.wraps.get(hex(at(channel.read().records, 0).hash)) ?? zeros(0);
      const opened = openChannel(
        channel.read(),
        { wrapKey: channel.inbox.secrets.wrapKey, intake: edge.sealing },
        new Map([[hex(at(channel.read().records, 0).hash), wrap]]),
      );
      same(shownOf(opened)[0], '(1 wrap)');
    },
  },
  {
    name: 'nobody replies under the secret of an older epoch, or where a channel cannot begin',
    run: () => {
      const channel = aConversation();
      const old = channel.inbox.secrets.wrapKey;
      channel.inbox.change([to(alice, all)]);
      const reply = { kind: kinds.reply, author: alice, ms: now, text: 'x' } as const;
      refuses('epoch', () => composeInChannel(channel.channel, old, reply));
      const middle = Channel.readRange(channel.inbox.chain, channel.id, 3, []);
      refuses('epoch', () => composeInbound(middle, { author: edge, ms: now, text: 'x' }));
    },
  },
];

/** A reply that Alice wrote and that may be sent between `now` and `now + 1000`. */
function aWaitingReply(change: Partial<Reply> = {}) {
  const channel = aConversation();
  const record = channel.reply('come at nine');
  const reply: Reply = {
    inbox: channel.inbox.caseId,
    channel: channel.id,
    record: record.envelope.hash,
    author: alice.user,
    authorKv: 1,
    notBefore: now,
    notAfter: now + 1_000,
    text: 'come at nine',
    ...change,
  };
  const desk = new ReplyDesk(edge, new Set());
  const edgeKey = edgeOf(channel.channel).x25519;
  return { channel, reply, desk, edgeKey, waiting: sealReply(reply, alice, edgeKey) };
}

const refusedReply = (
  name: string,
  reason: string,
  change: Partial<Reply> | (() => Partial<Reply>),
): Case => ({
  name,
  run: () => {
    const { desk, waiting, channel } = aWaitingReply(typeof change === 'function' ? change() : change);
    refuses(reason, () => desk.clear(waiting, channel.channel, now));
    same((desk.sent as Set<string>).size, 0);
  },
});

const replies: Case[] = [
  {
    name: 'a reply goes out once, from the first to the last moment of its hours',
    run: () => {
      for (const moment of [now, now + 1_000]) {
        const { desk, waiting, channel } = aWaitingReply();
        same(desk.clear(waiting, channel.channel, moment).text, 'come at nine');
        refuses('sent', () => desk.clear(waiting, channel.channel, moment));
      }
    },
  },
  {
    name: 'a reply sealed again for the same record is not sent twice',
    run: () => {
      const { desk, reply, waiting, channel, edgeKey } = aWaitingReply();
      desk.clear(waiting, channel.channel, now);
      refuses('sent', () =>
        desk.clear(sealReply({ ...reply, text: 'again' }, alice, edgeKey), channel.channel, now),
      );
    },
  },
  {
    name: 'early or late by one millisecond; early may be asked again',
    run: () => {
      const { desk, waiting, channel } = aWaitingReply();
      refuses('early', () => desk.clear(waiting, channel.channel, now - 1));
      refuses('late', () => desk.clear(waiting, channel.channel, now + 1_001));
      same(desk.clear(waiting, channel.channel, now).text, 'come at nine');
    },
  },
  {
    name: 're-signed by a colleague, or with a signature from another namespace',
    run: () => {
      const { desk, waiting, channel } = aWaitingReply();
      refuses('signature', () =>
        desk.clear({ ...waiting, signature: signReply(waiting.sealed, bob) }, channel.channel, now),
      );
      refuses('signature', () => desk.clear({ ...waiting, signature: zeros(64) }, channel.channel, now));
    },
  },
  refusedReply('of another inbox', 'inbox', { inbox: idOf('x') }),
  refusedReply('of another channel', 'inbox', { channel: idOf('x') }),
  refusedReply('of a record that is not in the channel', 'record', { record: hash256(idOf('x')) }),
  refusedReply("of a colleague's record", 'record', { author: bob.user }),
  refusedReply("of another key version than its record's", 'record', { authorKv: 2 }),
  {
    name: 'of a record that is no reply',
    run: () => {
      const { desk, reply, channel, edgeKey } = aWaitingReply();
      const inbound = at(channel.channel.records, 0).hash;
      refuses('record', () =>
        desk.clear(sealReply({ ...reply, record: inbound }, alice, edgeKey), channel.channel, now),
      );
      const asEdge = sealReply({ ...reply, record: inbound, author: edge.user }, edge, edgeKey);
      refuses('record', () => desk.clear(asEdge, channel.channel, now));
    },
  },
  {
    name: 'for an operator who was removed from the inbox, or may only read now',
    run: () => {
      for (const recipients of [[to(bob, all)], [to(alice, 5), to(bob)]]) {
        const { desk, waiting, channel } = aWaitingReply();
        channel.inbox.change(recipients);
        refuses('author', () => desk.clear(waiting, channel.channel, now));
      }
    },
  },
  {
    name: 'for an operator whose key was revoked',
    run: () => {
      const { desk, waiting, channel } = aWaitingReply();
      channel.inbox.organisation.revoke(alice);
      refuses('author', () => desk.clear(waiting, channel.channel, now));
    },
  },
  {
    name: 'sealed to somebody else, changed, torn, or holding something else',
    run: () => {
      const { desk, reply, waiting, channel, edgeKey } = aWaitingReply();
      const clear = (sealed: Uint8Array) =>
        desk.clear({ sealed, signature: signReply(sealed, alice) }, channel.channel, now);
      const plain = replyPlain(reply);
      refuses('box', () => clear(sealReply(reply, alice, mallory.sealing.publicKey).sealed));
      refuses('box', () => clear(flipped(waiting.sealed, 900)));
      refuses('box', () => clear(boxSeal(edgeKey, plain.slice(0, 103))));
      refuses('too-short', () => clear(boxSeal(edgeKey, plain.slice(0, 104))));
      refuses('box', () => clear(boxSeal(edgeKey, flipped(plain, 7))));
      refuses('box', () => clear(boxSeal(edgeKey, concat(plain, zeros(1)))));
      refuses('box', () => clear(boxSeal(edgeKey, flipped(plain, plain.length * 8 - 1))));
    },
  },
  {
    name: 'a reply is sealed to the edge of the newest inbound record, with the key it has now',
    run: () => {
      const channel = aConversation();
      const newEdge = person('new edge');
      channel.inbox.organisation.add({ op: ops.edge, subject: newEdge, signer: root });
      same(edgeOf(channel.channel).user, edge.user);
      channel.inbound('by the new edge', newEdge);
      same(edgeOf(channel.channel).user, newEdge.user);
      channel.reply('this is not inbound');
      same(edgeOf(channel.channel).user, newEdge.user);
      const second = channel.inbox.organisation.rotate('new edge', 2);
      same(edgeOf(channel.channel).x25519, second.sealing.publicKey);
      channel.inbox.organisation.revoke(second);
      refuses('no-edge', () => edgeOf(channel.channel));
      refuses('no-edge', () => edgeOf(new Channel(channel.inbox.chain, channel.id)));
    },
  },
];

/** A case that cites places 2 and 3 of a conversation, with the DEKs under the case's own epoch. */
function aLinkedCase(first = 2, last = 3) {
  const channel = aConversation();
  const circle = aCircle(channel.inbox.organisation, [to(alice, all), to(mallory)]);
  const cited = channel.read().records.slice(first - 1, last);
  const link: Link = {
    inbox: channel.inbox.caseId,
    channel: channel.id,
    first,
    last,
    lastHash: at(cited, -1).hash,
  };
  circle.write(linkText(link), { kind: kinds.link });
  const { wraps } = rewrapAll(cited, channel.wraps, channel.inbox.secrets, circle.secrets.wrapKey);
  const rows = channel.rows.slice(first - 1, last);
  return { channel, circle, link, linked: { inbox: channel.inbox.read(), rows, wraps } };
}

const links: Case[] = [
  {
    name: 'a case reads the conversation it cites with its own secret alone, from the beginning or from the middle',
    run: () => {
      for (const [first, texts] of [
        [1, conversation],
        [2, conversation.slice(1)],
      ] as const) {
        const { circle, linked } = aLinkedCase(first);
        const link = readLinkText(at(shownOf(circle.open()), 0));
        same(openLinked(link, linked, circle.secrets.wrapKey, new Set()).map(shown), texts);
      }
    },
  },
  {
    name: 'a range of one record, and one of many, are read as they were written',
    run: () => {
      const { link } = aLinkedCase();
      for (const [first, last] of [
        [7, 7],
        [1, 12],
        [10, 4_096],
      ] as const) {
        const written = { inbox: link.inbox, channel: link.channel, first, last, lastHash: link.lastHash };
        same(readLinkText(linkText(written)), written);
      }
    },
  },
  {
    name: 'records that are not there, or more than are cited',
    run: () => {
      const { circle, link, linked, channel } = aLinkedCase();
      const attempt = (rows: readonly Uint8Array[], cited = link) =>
        refuses('link', () => openLinked(cited, { ...linked, rows }, circle.secrets.wrapKey, new Set()));
      attempt([]);
      attempt(linked.rows.slice(0, 1));
      attempt(linked.rows.slice(1));
      attempt(channel.rows);
      attempt([...linked.rows].reverse());
      attempt([at(linked.rows, 1), at(linked.rows, 1)]);
      attempt(replaced(linked.rows, 0, flipped(at(linked.rows, 0), 3_000)));
      attempt(linked.rows, { ...link, last: 4 });
      attempt(channel.rows.slice(0, 2));
      attempt(linked.rows, { ...link, lastHash: at(channel.channel.records, 1).hash });
      attempt(linked.rows, { ...link, channel: idOf('another channel') });
      attempt(linked.rows, { ...link, inbox: idOf('another inbox') });
    },
  },
  {
    name: 'a range whose first record is another one',
    run: () => {
      const { circle, link, linked, channel } = aLinkedCase(1, 3);
      const other = new TestChannel(channel.inbox);
      const forged = other.inbound('never said');
      const rows = replaced(linked.rows, 0, forged.row);
      refuses('link', () => openLinked(link, { ...linked, rows }, circle.secrets.wrapKey, new Set()));
    },
  },
  {
    name: 'a range from the beginning whose first record names a predecessor',
    run: () => {
      const channel = new TestChannel(anInbox());
      const circle = aCircle(channel.inbox.organisation);
      const first = channel.forge(edge, kinds.inbound, { prev: hash256(idOf('before')) });
      channel.store(first);
      const link = {
        inbox: channel.inbox.caseId,
        channel: channel.id,
        first: 1,
        last: 1,
        lastHash: first.envelope.hash,
      };
      const { wraps } = rewrapAll(
        [first.envelope],
        channel.wraps,
        channel.inbox.secrets,
        circle.secrets.wrapKey,
      );
      const linked = { inbox: channel.inbox.read(), rows: channel.rows, wraps };
      refuses('link', () => openLinked(link, linked, circle.secrets.wrapKey, new Set()));
    },
  },
  {
    name: "an inbox chain that is another circle's, or one without the epoch",
    run: () => {
      const { circle, link, linked, channel } = aLinkedCase();
      const attempt = (inbox: CaseChain) =>
        refuses('link', () => openLinked(link, { ...linked, inbox }, circle.secrets.wrapKey, new Set()));
      attempt(anInbox().read());
      attempt(channel.inbox.read([]));
    },
  },
  {
    name: 'a record that the case cannot read',
    run: () => {
      const { circle, link, linked } = aLinkedCase();
      const wraps = new Map(linked.wraps);
      wraps.delete(hex(link.lastHash));
      refuses('link', () => openLinked(link, { ...linked, wraps }, circle.secrets.wrapKey, new Set()));
    },
  },
  {
    name: "erased records: named by the case or by the channel's range, otherwise refused",
    run: () => {
      const { circle, link, linked, channel } = aLinkedCase();
      channel.shrink(link.lastHash);
      const rows = channel.rows.slice(1, 3);
      const attempt = () =>
        openLinked(link, { ...linked, rows }, circle.secrets.wrapKey, circle.open().erased);
      refuses('link', attempt);
      circle.write(hex(link.lastHash), { kind: kinds.erase });
      same(attempt().map(shown), ['where are you?', 'erased']);
    },
  },
  {
    name: 'a wrap of the inbox does not open in the case',
    run: () => {
      const { circle, link, linked, channel } = aLinkedCase();
      const dek = drawRecordChance().dek;
      const wraps = new Map(linked.wraps).set(
        hex(link.lastHash),
        wrapDek(channel.inbox.secrets.wrapKey, dek, at(channel.channel.records, 2)),
      );
      refuses('link', () => openLinked(link, { ...linked, wraps }, circle.secrets.wrapKey, new Set()));
    },
  },
];

function intakeOf({ inbox }: TestChannel): Uint8Array {
  return inbox.secrets.intake?.publicKey ?? zeros(32);
}

export const inboxAttacks = { channels, edges, replies, links };
