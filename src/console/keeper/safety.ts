import { planVisit } from '../../contracts/safety/field-visits.js';
import { writeIncident as sendIncident } from '../../contracts/safety/incidents.js';
import { readIncident, writeIncident, type IncidentText } from '../../contracts/sealed/incident.js';
import { readVisitPlan, writeVisitPlan, type VisitPlanText } from '../../contracts/sealed/visit-plan.js';
import { idBytes, idText } from '../../contracts/shared/scalars.js';
import { needsYes } from '../../domain/safety/mission-check.js';
import { rights } from '../../e2ee/circle/epoch-record.js';
import { kinds, type RecordKind } from '../../e2ee/circle/header.js';
import type { Content } from '../../e2ee/circle/open-contents.js';
import { hex } from '../../e2ee/shared/bytes.js';
import { call } from '../api/call.js';
import { namesOfStaff } from '../api/names-of-staff.js';
import { Failed } from '../session/failure.js';
import { listCircles } from './circles.js';
import { isProviderFile } from './concern.js';
import { holdCircle, openHeld, type CircleAnswer } from './held-circle.js';
import {
  alarmsSet,
  circlesWaiting,
  concernedBy,
  moveReviews,
  type IncidentNotes,
} from './incident-alarms.js';
import { openCircleOf, type Confirmed } from './open-circles.js';
import { writtenAlready } from './next-version.js';
import { racing } from './racing.js';
import { composeIn, objectOf } from './seal-record.js';
import { unlocked } from './state.js';

const all = rights.read | rights.write | rights.grant;

/** The circles that safety lives in, as far as I am in them. */
export interface SafetyCircles {
  /** My own safety book; null before I have opened one. */
  readonly book: CircleAnswer | null;
  /** Security logs, and the safety books of others. */
  readonly logs: readonly CircleAnswer[];
  readonly books: readonly CircleAnswer[];
  readonly cases: readonly CircleAnswer[];
  /** Of organisations and workers. */
  readonly files: readonly CircleAnswer[];
}

export async function safetyCircles(): Promise<SafetyCircles> {
  const [mine, me] = [await listCircles(), idText(unlocked().user)];
  const books = mine.filter(({ kind }) => kind === 'safety-book');
  return {
    book: books.find(({ subjectId }) => subjectId === me) ?? null,
    books: books.filter(({ subjectId }) => subjectId !== me),
    logs: mine.filter(({ kind }) => kind === 'security-log'),
    cases: mine.filter(({ kind }) => kind === 'client-case'),
    files: mine.filter(isProviderFile),
  };
}

/** @param people whose words I have compared: they would look for me, so they read what I write and may bring in successors */
export const openSafetyBook = (people: readonly Confirmed[]): Promise<string> =>
  openCircleOf({
    kind: 'safety-book',
    subjectId: idText(unlocked().user),
    members: people.map((person) => ({ ...person, rights: all })),
  });

/** @param people whose words I have compared */
export const openSecurityLog = (people: readonly Confirmed[]): Promise<string> =>
  openCircleOf({
    kind: 'security-log',
    subjectId: null,
    members: people.map((person) => ({ ...person, rights: all })),
  });

export interface VisitOrder {
  readonly book: string;
  /** In hex. The same one however often it is sent. */
  readonly object: string;
  readonly plannedAt: number;
  readonly checkInMinutes: number;
  readonly plan: VisitPlanText;
}

/**
 * Seals the plan into my book and plans the visit, both or neither. One whose answer was lost is not planned twice.
 *
 * @throws ApiRefused `visit-known` when another plan arrived under this object
 */
export async function planFieldVisit(order: VisitOrder): Promise<void> {
  const { book, plannedAt, checkInMinutes, plan } = order;
  const object = objectOf(order.object);
  const text = writeVisitPlan(plan);
  await racing(async () => {
    const held = await holdCircle(book);
    if (writtenAlready(held, object, { text, base: null }, 'note-superseded') !== undefined) return;
    const { row, wrap } = composeIn(held, { kind: kinds.plan, object, text });
    const body = {
      row,
      wrap,
      id: idText(object),
      circle: book,
      plannedAt,
      checkInMinutes,
      needsYes: needsYes(plan.check),
    };
    await call(planVisit, { body });
  });
}

/** A plan as it was sealed, by whom and when; null when I am not in the book or the record fails its check. */
export interface SealedPlan {
  readonly plan: VisitPlanText | null;
  readonly author: string;
  readonly ms: number;
}

export async function readSealedPlan(book: string, visit: string): Promise<SealedPlan | null> {
  const names = await namesOfStaff();
  const [newest] = (await recordsOf(book, kinds.plan)).filter(({ object }) => object === visit).reverse();
  if (!newest || newest.text === undefined) return null;
  return { plan: readVisitPlan(newest.text), author: names.get(newest.author) ?? '', ms: newest.ms };
}

export interface IncidentVersion {
  /** Of its record, in hex. */
  readonly hash: string;
  readonly author: string;
  readonly ms: number;
  /** Null: erased, or a form that this console does not know. */
  readonly incident: IncidentText | null;
}

export interface WrittenIncident {
  readonly id: string;
  readonly circle: string;
  /** Oldest first. */
  readonly versions: readonly IncidentVersion[];
  /** My cases and files that it concerns and whose next review it has not moved yet. */
  readonly waiting: readonly CircleAnswer[];
}

/** Every incident that I can read, from the logs and books that I am in. */
export async function listWrittenIncidents(): Promise<WrittenIncident[]> {
  const { book, books, logs, cases, files } = await safetyCircles();
  const names = await namesOfStaff();
  const found = new Map<string, Found>();
  for (const circle of [...(book ? [book] : []), ...books, ...logs]) {
    for (const record of await recordsOf(circle.id, kinds.incident)) {
      const known = found.get(record.object) ?? { id: record.object, circle: circle.id, versions: [] };
      const incident = record.text === undefined ? null : readIncident(record.text);
      const { hash, author, ms } = record;
      known.versions.push({ hash, author: names.get(author) ?? '', ms, incident });
      found.set(record.object, known);
    }
  }
  const newest = new Map([...found].map(([id, { versions }]) => [id, newestOf(versions)]));
  const concerned = concernedBy(
    [...newest.values()].flatMap((incident) => incident ?? []),
    [...cases, ...files],
  );
  const set = await alarmsSet(concerned);
  return [...found].map(([id, one]) => {
    const incident = newest.get(id);
    return { ...one, waiting: incident ? circlesWaiting(incident, concerned, set) : [] };
  });
}

type Found = Omit<WrittenIncident, 'waiting' | 'versions'> & { readonly versions: IncidentVersion[] };

const newestOf = (versions: readonly IncidentVersion[]): IncidentText | undefined =>
  versions.findLast(({ incident }) => incident !== null)?.incident ?? undefined;

/**
 * Seals the facts, or their next version.
 *
 * @param base the version, in hex, that its author saw; null before the first
 * @returns the hash of that version, in hex
 * @throws Failed `incident-superseded` when a newer version is there: nothing was written
 */
export async function sealIncident(
  id: string,
  circle: string,
  incident: IncidentText,
  base: string | null,
): Promise<string> {
  const text = writeIncident(incident);
  return racing(async () => {
    const held = await holdCircle(circle);
    const already = writtenAlready(held, idBytes(id), { text, base }, 'incident-superseded');
    if (already !== undefined) return already;
    const { row, wrap, envelope } = composeIn(held, { kind: kinds.incident, object: idBytes(id), text });
    await call(sendIncident, { params: { id }, body: { circle, row, wrap } });
    return hex(envelope.hash);
  });
}

/** Moves the reviews of the cases and files that an incident concerns, as far as I am in them and it was not done before. */
export async function passOnIncident(incident: IncidentText, notes: IncidentNotes): Promise<void> {
  const { cases, files } = await safetyCircles();
  await moveReviews(incident, [...cases, ...files], notes);
}

interface ReadOne {
  readonly hash: string;
  readonly object: string;
  readonly author: string;
  readonly ms: number;
  readonly text: string | undefined;
}

/** What passes every check, oldest first. @throws Failed when the chain as a whole cannot be trusted */
export async function recordsOf(circle: string, kind: RecordKind): Promise<ReadOne[]> {
  const { contents, standing } = openHeld(await holdCircle(circle));
  if (standing === 'rolled-back') throw new Failed({ kind: 'untrusted', code: 'rollback' });
  if (standing === 'forked') throw new Failed({ kind: 'untrusted', code: 'fork' });
  return contents.flatMap((content) => oneOf(content, kind) ?? []);
}

function oneOf(content: Content, kind: RecordKind): ReadOne | null {
  if (content.state === 'failed') return null;
  const { header } = content.envelope;
  if (header.kind !== kind) return null;
  const text = content.state === 'read' ? content.text : undefined;
  const hash = hex(content.envelope.hash);
  return { hash, object: idText(header.object), author: idText(header.author), ms: header.ms, text };
}
