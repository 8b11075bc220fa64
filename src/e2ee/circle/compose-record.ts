import type { Id, Identity } from '../shared/identity.js';
import { zeros } from '../shared/bytes.js';
import type { CaseChain } from './case-chain.js';
import { checkWritable } from './chain-walk.js';
import { CircleRefused } from './circle-refused.js';
import { wrapDek, type WrapKey } from './dek-wrap.js';
import { parseEnvelope, type Envelope } from './envelope.js';
import type { RecordKind } from './header.js';
import { drawRecordChance, sealEnvelope } from './seal-record.js';

/** What somebody wants to write. */
export interface Writing {
  readonly author: Identity;
  readonly kind: RecordKind;
  /** A new id for a new object, a known one for its next version. */
  readonly object: Id;
  /** Now, Unix milliseconds. */
  readonly ms: number;
  readonly text: string;
}

export interface ComposedRecord {
  readonly row: Uint8Array;
  readonly wrap: Uint8Array;
  readonly envelope: Envelope;
}

/**
 * Seals a text as the chain's next record. The caller adds it to its own chain first (`admit`) and then sends row and wrap;
 * when another writer was faster it composes again from the newer chain, with the same text.
 *
 * @throws CircleRefused when no epoch is in force, `wrapKey` is another epoch's, or the chain is rolled back or forked
 */
export function composeRecord(chain: CaseChain, wrapKey: WrapKey, writing: Writing): ComposedRecord {
  const { inForce, head } = chain;
  checkWritable(chain);
  if (inForce?.epoch !== wrapKey.epoch || !head.hash) throw new CircleRefused('epoch');
  const { author, kind, object, ms, text } = writing;
  const known = chain.object(object);
  const chance = drawRecordChance();
  const header = {
    kind,
    caseId: chain.caseId,
    object,
    version: (known?.version ?? 0) + 1,
    epoch: wrapKey.epoch,
    author: author.user,
    authorKv: author.kv,
    ms,
    seq: head.seq + 1,
    prev: head.hash,
    prevVersion: known?.hash ?? zeros(32),
    dirHead: chain.directory.head,
  };
  const row = sealEnvelope(header, text, author.signing.privateKey, chance);
  const envelope = parseEnvelope(row);
  return { row, envelope, wrap: wrapDek(wrapKey, chance.dek, envelope) };
}
