import { putAlarm, readSchedule, signOffLevel } from '../../contracts/circles/schedule.js';
import { recordTrigger } from '../../contracts/reviews/reviews.js';
import { writeSignOff } from '../../contracts/sealed/sign-off.js';
import { idBytes, idText } from '../../contracts/shared/scalars.js';
import { assessedWith } from '../../domain/circle/assessed-with.js';
import { alarmStates, signAlarm } from '../../e2ee/circle/alarm.js';
import { checkLevel } from '../../e2ee/circle/check-level.js';
import { kinds } from '../../e2ee/circle/header.js';
import { parseLevel, signOffLevel as signOff, signOffObject } from '../../e2ee/circle/level-statement.js';
import type { Content } from '../../e2ee/circle/open-contents.js';
import { equal, hex } from '../../e2ee/shared/bytes.js';
import { call } from '../api/call.js';
import { namesIn, namesOfStaff } from '../api/names-of-staff.js';
import { Failed } from '../session/failure.js';
import { holdCircle, openHeld, type HeldCircle } from './held-circle.js';
import { judgeAlarms, judgeLevels, type AlarmView, type LevelView } from './judge-schedule.js';
import { plannedAlready } from './next-version.js';
import type { AlarmOrder, AssessmentOrder, TextOrder } from './order.js';
import { objectOf, onceUnder, sealInto } from './seal-record.js';
import type { SealedText } from './sealed-text.js';
import { unlocked } from './state.js';
import { viewOf, type CircleView } from './view-circle.js';

export interface FileView extends CircleView {
  readonly me: string;
  /** In the chain's order. */
  readonly texts: readonly SealedText[];
  readonly levels: readonly LevelView[];
  readonly alarms: readonly AlarmView[];
}

const kindNames = new Map<number, SealedText['kind']>([
  [kinds.note, 'note'],
  [kinds.assessment, 'assessment'],
  [kinds.plan, 'plan'],
  [kinds.incident, 'incident'],
]);

/** A circle with its assessments, plans and levels. */
export async function readFile(id: string): Promise<FileView> {
  const [circle, schedule, names] = await Promise.all([
    holdCircle(id),
    call(readSchedule, { params: { id } }),
    namesOfStaff(),
  ]);
  const nameOf = namesIn(names);
  const { user } = unlocked();
  const opened = openHeld(circle);
  const { contents } = opened;
  const letters = assessedWith[circle.answer.kind];
  return {
    ...viewOf(circle, opened, nameOf, user),
    me: idText(user),
    texts: contents.flatMap((content) => sealedText(content, nameOf, user)),
    levels: judgeLevels(
      schedule,
      { chain: circle.chain, contents, subject: circle.answer.subjectId },
      letters ? [letters] : [],
      nameOf,
    ),
    alarms: judgeAlarms(schedule, circle.chain, nameOf),
  };
}

const contentsOf = (circle: HeldCircle): readonly Content[] => openHeld(circle).contents;

function sealedText(content: Content, nameOf: (id: Uint8Array) => string, me: Uint8Array): SealedText[] {
  if (content.state === 'failed') return [];
  const { header, hash } = content.envelope;
  const kind = kindNames.get(header.kind);
  if (!kind) return [];
  return [
    {
      kind,
      object: hex(header.object),
      record: hex(hash),
      seq: content.seq,
      ms: header.ms,
      author: nameOf(header.author),
      authorId: idText(header.author),
      isMine: equal(header.author, me),
      text: content.state === 'read' ? content.text : undefined,
    },
  ];
}

/**
 * Seals an assessment and signs its level, in one request. Sending exactly this object once more writes nothing.
 *
 * @throws Failed `assessment-superseded` when somebody else assessed first: nothing was saved
 */
export async function signAssessment(
  id: string,
  { object, after, text, level }: AssessmentOrder,
): Promise<void> {
  const objectId = objectOf(object);
  const check = (circle: HeldCircle): string | undefined => {
    const newest = newestAssessment(circle, level.instrument);
    const hash = newest && hex(newest.envelope.hash);
    if (newest && equal(newest.envelope.header.object, objectId) && newest.text === text) return hash;
    if ((hash ?? null) === after) return undefined;
    throw new Failed({ kind: 'refused', code: 'assessment-superseded' });
  };
  await sealInto(id, { kind: kinds.assessment, object: objectId, text, level, check });
}

function newestAssessment(circle: HeldCircle, instrument: string) {
  return contentsOf(circle)
    .filter((content) => content.state === 'read')
    .filter(({ envelope, text }) => envelope.header.kind === kinds.assessment && isOf(instrument, text))
    .at(-1);
}

const isOf = (instrument: string, text: string): boolean =>
  (JSON.parse(text) as { level?: { instrument?: unknown } }).level?.instrument === instrument;

/**
 * Seals a text under an object's id, or the object's next version. Sending the same once more writes nothing.
 *
 * @throws Failed `plan-superseded` when a plan is there that its author has not seen: nothing was written
 */
export async function sealText(id: string, { kind, object, text, base }: TextOrder): Promise<void> {
  const objectId = objectOf(object);
  const check = (circle: HeldCircle): string | undefined => {
    if (kind === 'plan' && base !== undefined) return plannedAlready(circle, { text, base });
    if (!circle.chain.object(objectId)) return undefined;
    const newest = contentsOf(circle).findLast(
      (content) => content.state === 'read' && equal(content.envelope.header.object, objectId),
    );
    return newest?.state === 'read' && newest.text === text ? hex(newest.envelope.hash) : undefined;
  };
  await sealInto(id, { kind: kinds[kind], object: objectId, text, check });
}

/**
 * The second signature, over exactly the statement that was verified here just now. A record puts it into the chain first: it proves
 * for ever that whoever signed could sign (ADR 0167). Signing once more writes nothing, because the same signature comes out.
 */
export async function signOffStatement(
  id: string,
  record: string,
  says: { readonly isNotLineManager?: true },
): Promise<'signed' | 'already-signed'> {
  const circle = await holdCircle(id);
  const { levels } = await call(readSchedule, { params: { id } });
  const stated = levels.find((level) => hex(level.record) === record);
  if (!stated) throw new Failed({ kind: 'refused', code: 'sign-off-refused' });
  const statement = parseLevel(stated.statement);
  checkLevel(statement, circle.chain, contentsOf(circle));
  const bytes = signOff(statement, unlocked().identity);
  const object = signOffObject(bytes);
  const text = writeSignOff(record, says);
  await sealInto(id, { kind: kinds.note, object, text, check: onceUnder(object) });
  return (await call(signOffLevel, { params: { id, record }, body: { signOff: bytes } })).outcome;
}

/** Sets or clears a date at which the server wakes somebody. It learns when, never why. */
export async function signAlarmFor(id: string, order: AlarmOrder): Promise<void> {
  await call(putAlarm, { params: { id }, body: { statement: statementOf(id, order) } });
}

/** Something happened: the next review moves up to this date. What happened is in a sealed record. */
export async function signTriggerFor(id: string, order: AlarmOrder): Promise<void> {
  await call(recordTrigger, { params: { id }, body: { statement: statementOf(id, order) } });
}

function statementOf(id: string, { alarm, counter, due, state }: AlarmOrder): Uint8Array {
  const { identity } = unlocked();
  return signAlarm(
    {
      caseId: idBytes(id),
      alarm: objectOf(alarm),
      counter,
      due,
      state: alarmStates[state],
      author: identity.user,
      authorKv: identity.kv,
    },
    identity,
  );
}
