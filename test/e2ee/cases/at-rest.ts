import { sealReply, edgeOf } from '../../../src/e2ee/channel/reply.js';
import { unlockEpoch } from '../../../src/e2ee/circle/unlock-epoch.js';
import { hex, utf8 } from '../../../src/e2ee/shared/bytes.js';
import { all, aWrittenCircle, to, type TestCircle } from '../builders/circle.js';
import { aConversation } from '../builders/inbox.js';
import { alice, bob, now } from '../builders/organisation.js';
import type { Case } from './case.js';
import { holds, refuses, same } from './expect.js';
import { at } from './tamper.js';

const planted = 'PLANTED SENTENCE 4769';

const dumpOf = (circle: TestCircle, ...more: readonly Uint8Array[]): string =>
  [
    ...circle.organisation.rows,
    ...circle.rows,
    ...circle.wraps.values(),
    ...circle.grants.map(({ sealed }) => sealed),
    ...more,
  ]
    .map(hex)
    .join(' ');

const isFree = (dump: string, secrets: readonly Uint8Array[]): boolean =>
  secrets.every((secret) => !dump.includes(hex(secret)));

/** The part of the leak test that needs no server: whole stores as bytes, searched for what must not be in them. */
export const atRest: Case[] = [
  {
    name: 'holds no sentence, no epoch secret and no private key of a case',
    run: () => {
      const circle = aWrittenCircle();
      circle.write(planted);
      const secrets = [
        utf8(planted),
        circle.secrets.ces,
        circle.secrets.wrapKey.key,
        alice.signing.privateKey,
        alice.sealing.privateKey,
      ];
      holds(isFree(dumpOf(circle), secrets), 'A secret lies in the dump.');
      same(circle.open().standing, 'whole');
    },
  },
  {
    name: 'holds no sentence of a conversation, sent or waiting',
    run: () => {
      const channel = aConversation();
      channel.inbound(planted);
      const record = channel.reply(planted);
      const waiting = sealReply(
        {
          inbox: channel.inbox.caseId,
          channel: channel.id,
          record: record.envelope.hash,
          author: alice.user,
          authorKv: 1,
          notBefore: now,
          notAfter: now,
          text: planted,
        },
        alice,
        edgeOf(channel.channel).x25519,
      );
      const dump = dumpOf(
        channel.inbox,
        ...channel.rows,
        ...channel.wraps.values(),
        waiting.sealed,
        waiting.signature,
      );
      holds(isFree(dump, [utf8(planted), channel.inbox.secrets.ces]), 'A secret lies in the dump.');
    },
  },
  {
    name: 'is of no use to an ex-member who kept every old secret and grant',
    run: () => {
      const circle = aWrittenCircle();
      const bobs = unlockEpoch(circle.chain, bob, circle.grantOf(bob));
      circle.change([to(alice, all)]);
      circle.write('after Bob');
      for (const epoch of [1, 2]) {
        const { contents } = circle.openWith({ epoch, key: bobs.wrapKey.key });
        same(
          contents.map(({ state }) => state),
          Array.from({ length: 6 }, () => 'failed'),
        );
      }
      for (const { sealed } of circle.grants)
        refuses('not-a-member', () => unlockEpoch(circle.chain, bob, sealed));
    },
  },
  {
    name: "shows nothing of an erased record to anybody's live keys",
    run: () => {
      const circle = aWrittenCircle();
      const victim = at(circle.chain.records, 0);
      circle.erase([victim.hash]);
      const wraps = [...circle.wraps.keys()];
      same([wraps.includes(hex(victim.hash)), wraps.length], [false, 5]);
      const shown = circle.open().contents[0];
      same(shown?.state, 'erased');
      holds(
        !dumpOf(circle).includes(hex(victim.ciphertext?.subarray(0, 24) ?? utf8('?'))),
        'The ciphertext is still there.',
      );
    },
  },
];
