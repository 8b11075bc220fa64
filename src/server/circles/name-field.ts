import type { CircleRefusal } from '../../contracts/circles/refusal-codes.js';
import { CirclesRefused } from './circles-refused.js';

/** Of a signed level: which of its fields a reason is about. What is not here is about the statement as a whole. */
const levelFields: Readonly<Record<string, string>> = {
  'clock-ahead': 'assessed',
  'clock-behind': 'assessed',
  'clock-corrected': 'assessed',
  'due-order': 'due',
  interval: 'due',
  'lowered-too-far': 'inForce',
  'lowering-forbidden': 'inForce',
  'lowered-until': 'loweredUntil',
  'level-record': 'record',
  'level-older': 'record',
  case: 'caseId',
  instrument: 'instrument',
  'instrument-version': 'version',
  author: 'author',
  key: 'authorKv',
  flags: 'flags',
  signature: 'signature',
};

const signOffFields: Readonly<Record<string, string>> = {
  author: 'signer',
  role: 'signer',
  'second-signer': 'signer',
  subject: 'signer',
  right: 'signer',
  key: 'signerKv',
  signature: 'signature',
};

const alarmFields: Readonly<Record<string, string>> = {
  author: 'author',
  right: 'author',
  key: 'authorKv',
  case: 'caseId',
  counter: 'counter',
  signature: 'signature',
};

const fieldsOf: Readonly<Partial<Record<CircleRefusal, Readonly<Record<string, string>>>>> = {
  'level-refused': levelFields,
  'level-stated': {},
  'sign-off-refused': signOffFields,
  'alarm-refused': alarmFields,
  'alarm-superseded': { counter: 'counter' },
};

/** Where a sealed record comes in, whatever else is in the request. */
const recordFields: Readonly<Partial<Record<CircleRefusal, string>>> = {
  'chain-superseded': 'body.row',
  'chain-record-refused': 'body.row',
  'record-too-large': 'body.row',
  'wrap-refused': 'body.wrap',
};

/**
 * Lets a refusal say where in the request the thing is that it refuses: a signed statement is bytes, and its fields go on the path.
 *
 * @param at where the statement came in, such as `body.statement`
 */
export async function namingField<T>(at: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (caught) {
    if (!(caught instanceof CirclesRefused)) throw caught;
    const { code, reason } = caught;
    const path = pathOf(caught, at);
    throw path === undefined
      ? caught
      : new CirclesRefused(code, reason, [{ at: path, rule: reason ?? code }]);
  }
}

function pathOf({ code, reason }: CirclesRefused, at: string): string | undefined {
  const fields = fieldsOf[code];
  if (!fields) return recordFields[code];
  const field = reason === undefined ? undefined : fields[reason];
  return field === undefined ? at : `${at}.${field}`;
}
