import { z } from 'zod';
import { bytes, bytesBetween } from '../shared/bytes.js';
import { route } from '../shared/route.js';
import { seq, uuid } from '../shared/scalars.js';
import { RECORD_REFUSALS } from './refusal-codes.js';
import {
  chainQuery,
  channelParams,
  circleId,
  circleParams,
  hash32,
  recordHex,
  sealedRecord,
  storedRow,
  wrapOfRecord,
} from './shapes.js';

const writing = [...RECORD_REFUSALS, 'case-closed'] as const;

const largestRecordBody = 2_097_152;
const appended = z.strictObject({ seq });

const chainPage = z.strictObject({
  records: z.array(storedRow),
  wraps: z.array(wrapOfRecord),
  epoch: z.int(),
  head: z.int(),
});

export const readChain = route({
  method: 'GET',
  path: '/api/v1/circles/:id/records',
  summary:
    "A circle's chain above a place, oldest first, with the wraps of these records. The opening is written down.",
  may: ['session'],
  params: circleParams,
  query: chainQuery,
  answer: chainPage,
  refuses: ['circle-unknown'],
});

export const readStubs = route({
  method: 'GET',
  path: '/api/v1/circles/:id/stubs',
  summary:
    "A circle's chain above a place without contents: who wrote what kind of record when, signed. Nothing opens with it, so no opening is written down.",
  may: ['session'],
  params: circleParams,
  query: chainQuery,
  answer: z.strictObject({ records: z.array(storedRow), head: z.int() }),
  refuses: ['circle-unknown'],
});

export const readChannel = route({
  method: 'GET',
  path: '/api/v1/circles/:id/channels/:channel/records',
  summary: 'A conversation of an inbox above a place, oldest first, with the wraps that the inbox holds.',
  may: ['session'],
  params: channelParams,
  query: chainQuery,
  answer: chainPage,
  refuses: ['circle-unknown'],
});

export const appendRecord = route({
  method: 'POST',
  path: '/api/v1/circles/:id/records',
  summary:
    'Adds a sealed record, or a new version of one. Who comes second reads again and applies her text anew.',
  may: ['session'],
  params: circleParams,
  body: sealedRecord.extend({ level: bytes(173).optional() }),
  answer: appended,
  bodyLimit: largestRecordBody,
  refuses: [...writing, 'attachment-unknown', 'level-refused', 'level-stated'],
});

export const readWraps = route({
  method: 'GET',
  path: '/api/v1/circles/:id/wraps',
  summary: 'Every wrap that a circle holds: what a change of members wraps anew.',
  may: ['session'],
  params: circleParams,
  query: z.strictObject({
    after: recordHex.optional(),
    limit: z.coerce.number().int().min(1).max(5_000).default(5_000),
  }),
  answer: z.strictObject({ epoch: z.int(), wraps: z.array(wrapOfRecord) }),
  refuses: ['circle-unknown'],
});

export const readConversations = route({
  method: 'GET',
  path: '/api/v1/circles/:id/conversation-records',
  summary:
    'Records of conversations whose keys a circle holds, by hash: those of an inbox, or those that a case cites. A change of members wraps their keys anew, too.',
  may: ['session'],
  params: circleParams,
  query: z.strictObject({ after: recordHex.optional() }),
  answer: z.strictObject({
    records: z.array(z.strictObject({ record: hash32, bytes: bytesBetween(279, 1_048_576) })),
  }),
  refuses: ['circle-unknown'],
});

export const rewrapInbound = route({
  method: 'POST',
  path: '/api/v1/circles/:id/inbound-wraps',
  summary: 'Puts ordinary wraps in the place of those that the edge sealed.',
  may: ['session'],
  params: circleParams,
  body: z.strictObject({ wraps: z.array(wrapOfRecord).min(1).max(5_000) }),
  answer: z.strictObject({ replaced: z.int() }),
  refuses: ['circle-unknown', 'circle-right-missing', 'wrap-refused'],
});

export const linkChannel = route({
  method: 'POST',
  path: '/api/v1/circles/:id/links',
  summary:
    'Gives a part of a conversation to a case: its keys move there from the inbox, or from a hand-over that got this part before.',
  may: ['session'],
  params: circleParams,
  body: z
    .strictObject({
      ...sealedRecord.shape,
      inbox: circleId,
      channel: uuid,
      first: seq,
      last: seq,
      /** The hand-over that holds the keys and cites exactly this part; absent: the inbox holds them. */
      handOver: circleId.optional(),
      wraps: z.array(wrapOfRecord).max(5_000),
    })
    .refine(({ first, last }) => first <= last, { error: 'first must not be after last' }),
  answer: appended,
  bodyLimit: largestRecordBody,
  refuses: [...writing, 'link-refused', 'wraps-incomplete'],
});

export const readLinked = route({
  method: 'GET',
  path: '/api/v1/circles/:id/links/:record',
  summary:
    "The conversation that a LINK record cites, with the inbox's epochs and the wraps that the case holds.",
  may: ['session'],
  params: z.strictObject({ id: circleId, record: recordHex }),
  answer: z.strictObject({
    inbox: circleId,
    channel: uuid,
    epochs: z.array(storedRow),
    records: z.array(storedRow),
    wraps: z.array(wrapOfRecord),
  }),
  refuses: ['circle-unknown', 'record-unknown'],
});

const erasure = sealedRecord.extend({ hashes: z.array(hash32).min(1).max(5_000) });
const erasing = [...writing, 'record-unknown', 'erasure-refused'] as const;

export const eraseRecords = route({
  method: 'POST',
  path: '/api/v1/circles/:id/erasures',
  summary: 'Adds an ERASE record and erases the content of what it names. The chain still verifies.',
  may: ['session'],
  params: circleParams,
  body: erasure,
  answer: appended,
  bodyLimit: largestRecordBody,
  refuses: erasing,
});

export const eraseInChannel = route({
  method: 'POST',
  path: '/api/v1/circles/:id/channels/:channel/erasures',
  summary: 'The same in a conversation of an inbox.',
  may: ['session'],
  params: channelParams,
  body: erasure,
  answer: appended,
  bodyLimit: largestRecordBody,
  refuses: erasing,
});

export const putPiece = route({
  method: 'PUT',
  path: '/api/v1/circles/:id/files/:object/pieces/:index',
  summary: 'One piece of a sealed file, before its manifest record. Sending it again changes nothing.',
  may: ['session'],
  params: z.strictObject({ id: circleId, object: uuid, index: z.coerce.number().int().min(0).max(1_023) }),
  body: z.strictObject({ bytes: bytesBetween(1, 65_600) }),
  refuses: ['circle-unknown', 'circle-right-missing', 'attachment-refused'],
});

export const readPieces = route({
  method: 'GET',
  path: '/api/v1/circles/:id/files/:object/pieces',
  summary: 'Pieces of a sealed file from a place on, in order.',
  may: ['session'],
  params: z.strictObject({ id: circleId, object: uuid }),
  query: z.strictObject({
    from: z.coerce.number().int().min(0).max(1_024).default(0),
    limit: z.coerce.number().int().min(1).max(32).default(32),
  }),
  answer: z.strictObject({ pieces: z.array(bytesBetween(1, 65_600)) }),
  refuses: ['circle-unknown'],
});
