import { z } from 'zod';
import {
  ASSISTANCE_STAGES,
  CASE_STATES,
  CIRCLE_KINDS,
  CLOSING_REASONS,
  PROCEEDINGS_STAGES,
  type CircleId,
} from '../../domain/circle/circle.js';
import { bytes, bytesBetween } from '../shared/bytes.js';
import { instantMs, seq, staffId, uuid } from '../shared/scalars.js';

/** 16 raw bytes of the protocol as text. */
export const circleId = z.codec(
  z.guid(),
  z.custom<CircleId>((value) => typeof value === 'string'),
  { decode: (text) => text.toLowerCase() as CircleId, encode: (id) => id },
);

/** A row's hash in an address. */
export const recordHex = z.string().regex(/^[0-9a-f]{64}$/);

export const hash32 = bytes(32);

/** A sealed record, 380 bytes to 1 MiB; a longer text is a file. */
export const recordRow = bytesBetween(368, 1_048_576);

export const epochRow = bytesBetween(279, 1_048_576);

/** A DEK under the secret of the epoch in force, 76 B; from the edge, 80 B. */
export const wrap = bytesBetween(76, 80);

/** A record on its way into a chain. */
export const sealedRecord = z.strictObject({ row: recordRow, wrap });

export const wrapOfRecord = z.strictObject({ record: hash32, wrap });

export const storedRow = z.strictObject({ seq, bytes: bytesBetween(279, 1_048_576) });

/** An epoch's secret, sealed to one member. `user` is a person or RECOVERY. */
export const grant = z.strictObject({ user: bytes(16), sealed: bytes(124) });

export const member = z.strictObject({
  userId: uuid,
  /** The key version that the epoch lists. */
  kv: z.int(),
  /** Bits: 1 read, 2 write, 4 grant. */
  rights: z.int().min(1).max(7),
});

/** What only a client case has. */
export const caseFacts = z.strictObject({
  number: z.int(),
  state: z.enum(CASE_STATES),
  closedReason: z.enum(CLOSING_REASONS).nullable(),
  stage: z.enum(ASSISTANCE_STAGES),
  proceedings: z.enum(PROCEEDINGS_STAGES),
});

export const circleShape = {
  id: circleId,
  kind: z.enum(CIRCLE_KINDS),
  facts: caseFacts.nullable(),
  subjectId: uuid.nullable(),
  version: z.int(),
  epoch: z.int(),
  /** The newest place of its own chain. */
  head: z.int(),
  openedAt: instantMs,
  openedBy: staffId,
  members: z.array(member),
  /** The epoch lists a key that is no longer in force: somebody who may grant makes a new one. */
  needsNewEpoch: z.boolean(),
  /** Persons with a key in force who may change the members; the console warns at 1. */
  grantorsLeft: z.int(),
};

export const circle = z.strictObject(circleShape);

/** How many pages of a chain want: up to 200 records or 4 MiB, whichever is less. */
export const chainQuery = z.strictObject({
  above: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(200),
});

export const circleParams = z.strictObject({ id: circleId });
export const channelParams = z.strictObject({ id: circleId, channel: uuid });
