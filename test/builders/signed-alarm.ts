import { alarmStates, signAlarm, type AlarmBody } from '../../src/e2ee/circle/alarm.js';
import { randomBytes } from '../../src/e2ee/hazmat/chance.js';
import type { Identity } from '../../src/e2ee/shared/identity.js';

/** The statement of an alarm, as its author's browser signs it: a new one that is set, unless the body says otherwise. */
export const signedAlarm = (
  author: Identity,
  body: Pick<AlarmBody, 'caseId' | 'due'> & Partial<AlarmBody>,
): Uint8Array =>
  signAlarm(
    {
      alarm: randomBytes(16),
      counter: 1,
      state: alarmStates.set,
      author: author.user,
      authorKv: author.kv,
      ...body,
    },
    author,
  );
