import { openSoFar, sealSoFar, type SoFar } from '../../../src/e2ee/channel/answers-so-far.js';
import { hash256 } from '../../../src/e2ee/hazmat/hash.js';
import { boxSeal } from '../../../src/e2ee/hazmat/sealed-box.js';
import { sign } from '../../../src/e2ee/hazmat/signature.js';
import { concat, utf8, zeros } from '../../../src/e2ee/shared/bytes.js';
import { FieldWriter } from '../../../src/e2ee/shared/fields.js';
import { labels } from '../../../src/e2ee/shared/labels.js';
import { padText } from '../../../src/e2ee/shared/padding.js';
import type { Identity } from '../../../src/e2ee/shared/identity.js';
import { aCircle, all, to, type TestCircle } from '../builders/circle.js';
import { anInbox } from '../builders/inbox.js';
import { alice, edge, idOf, mallory, now } from '../builders/organisation.js';
import type { Case } from './case.js';
import { refuses, same } from './expect.js';
import { flipped } from './tamper.js';

const channel = idOf('channel');
const text = '{"triage":1}';

const say = (inbox: TestCircle, author: Identity = edge): SoFar =>
  sealSoFar(inbox.chain, channel, author, now, text);

function intakeOf(inbox: TestCircle) {
  const { intake } = inbox.secrets;
  if (!intake) throw new Error('No inbox.');
  return intake;
}

const hear = (inbox: TestCircle, soFar: SoFar, id = channel) =>
  openSoFar(inbox.chain, id, intakeOf(inbox), soFar);

/** What the edge says before the questions are over: beside the chains, and still only from the edge to the inbox. */
export const soFarAttacks: Case[] = [
  {
    name: 'an operator reads what the edge says',
    run: () => {
      const inbox = anInbox();
      same(hear(inbox, say(inbox)), { ms: now, text });
    },
  },
  {
    name: 'an operator says it in the place of the edge',
    run: () => {
      const inbox = anInbox();
      refuses('right', () => hear(inbox, say(inbox, alice)));
      refuses('right', () => hear(inbox, say(inbox, { ...edge, kv: 2 })));
    },
  },
  {
    name: 'it is signed by another key than the one that it names',
    run: () => {
      const inbox = anInbox();
      refuses('signature', () => hear(inbox, say(inbox, { ...edge, signing: mallory.signing })));
      const { sealed, signature } = say(inbox);
      refuses('signature', () => hear(inbox, { sealed, signature: flipped(signature, 5) }));
      refuses('signature', () => hear(inbox, { sealed: say(inbox).sealed, signature }));
    },
  },
  {
    name: 'it belongs to another conversation, or to another inbox',
    run: () => {
      const [inbox, other] = [anInbox(), anInbox()];
      refuses('object', () => hear(inbox, say(inbox), idOf('another channel')));
      refuses('wrap', () => hear(other, say(inbox)));
      const moved = sealSoFar(
        { caseId: other.caseId, inForce: inbox.chain.inForce, standing: 'whole' } as never,
        channel,
        edge,
        now,
        text,
      );
      refuses('case', () => hear(inbox, moved));
    },
  },
  {
    name: 'it is no such thing: another magic, or too short',
    run: () => {
      const inbox = anInbox();
      const { publicKey } = intakeOf(inbox);
      const { signature } = say(inbox);
      const attempt = (plain: Uint8Array) => () =>
        hear(inbox, { sealed: boxSeal(publicKey, plain), signature });
      for (const plain of [zeros(400), zeros(3)]) refuses('wrap', attempt(plain));
      for (const length of [0, 50, 59]) refuses('too-short', attempt(concat(utf8('HLP1'), zeros(length))));
    },
  },
  {
    name: 'its edge padded it another way',
    run: () => {
      const inbox = anInbox();
      const fields = new FieldWriter(64)
        .put(utf8('HLP1'))
        .put(inbox.caseId, 16)
        .put(channel, 16)
        .put(edge.user, 16)
        .u32(edge.kv)
        .u64(now)
        .done();
      const sealed = boxSeal(intakeOf(inbox).publicKey, concat(fields, padText(text), zeros(1)));
      const signature = sign(edge.signing.privateKey, concat(labels.soFar, hash256(sealed)));
      refuses('padding', () => hear(inbox, { sealed, signature }));
    },
  },
  {
    name: 'a member of an older epoch reads nothing of it',
    run: () => {
      const inbox = anInbox();
      const old = intakeOf(inbox);
      inbox.change([to(alice, all)]);
      refuses('wrap', () => openSoFar(inbox.chain, channel, old, say(inbox)));
    },
  },
  {
    name: 'the edge says nothing to a circle that is no inbox, or whose chain is not whole',
    run: () => {
      refuses('intake-key', () => say(aCircle()));
      const inbox = anInbox();
      refuses('intake-key', () => sealSoFar(inbox.read([]), channel, edge, now, text));
      inbox.change([to(alice, all)]);
      const back = inbox.read(inbox.rows.slice(0, 1), inbox.read().settle());
      refuses('standing', () => sealSoFar(back, channel, edge, now, text));
    },
  },
];
