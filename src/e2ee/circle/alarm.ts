import { sign, signatureBytes, verify } from '../hazmat/signature.js';
import { concat, equal, utf8 } from '../shared/bytes.js';
import { FieldReader, FieldWriter } from '../shared/fields.js';
import type { Id, Identity } from '../shared/identity.js';
import { labels, suite } from '../shared/labels.js';
import { CircleRefused } from './circle-refused.js';

const magic = utf8('HLA1');
const bodyBytes = 74;

export const alarmStates = { set: 1, cleared: 2 } as const;
export type AlarmState = (typeof alarmStates)[keyof typeof alarmStates];

/** A date that the server wakes somebody at, without a reason: the reason is in a sealed record. */
export interface AlarmBody {
  readonly caseId: Id;
  readonly alarm: Id;
  /** Grows with every statement about this alarm. */
  readonly counter: number;
  /** Unix milliseconds. */
  readonly due: number;
  readonly state: AlarmState;
  readonly author: Id;
  readonly authorKv: number;
}

export interface Alarm extends AlarmBody {
  readonly body: Uint8Array;
  readonly signature: Uint8Array;
}

export function signAlarm(alarm: AlarmBody, author: Identity): Uint8Array {
  const body = encodeBody(alarm);
  return concat(body, sign(author.signing.privateKey, concat(labels.alarm, body)));
}

/** @throws CircleRefused */
export function parseAlarm(bytes: Uint8Array): Alarm {
  if (bytes.length !== bodyBytes + signatureBytes) throw new CircleRefused('length');
  const reader = new FieldReader(bytes);
  if (!equal(reader.take(4), magic)) throw new CircleRefused('magic');
  if (reader.number(1) !== suite) throw new CircleRefused('suite');
  return {
    caseId: reader.take(16),
    alarm: reader.take(16),
    counter: reader.u64(),
    due: reader.u64(),
    state: readState(reader.number(1)),
    author: reader.take(16),
    authorKv: reader.number(4),
    body: bytes.subarray(0, bodyBytes),
    signature: bytes.subarray(bodyBytes),
  };
}

export const isAlarmSignedBy = ({ body, signature }: Alarm, publicKey: Uint8Array): boolean =>
  verify(publicKey, concat(labels.alarm, body), signature);

const encodeBody = (alarm: AlarmBody): Uint8Array =>
  new FieldWriter(bodyBytes)
    .put(magic)
    .u8(suite)
    .put(alarm.caseId, 16)
    .put(alarm.alarm, 16)
    .u64(alarm.counter)
    .u64(alarm.due)
    .u8(alarm.state)
    .put(alarm.author, 16)
    .u32(alarm.authorKv)
    .done();

function readState(value: number): AlarmState {
  if (value !== alarmStates.set && value !== alarmStates.cleared) throw new CircleRefused('kind');
  return value;
}
