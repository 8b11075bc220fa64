import type { IncidentAbout, IncidentKind, IncidentTarget } from '../safety/incident.js';
import type { Anchor } from './context-from-records.js';

const yearMs = 365 * 86_400_000;

/** A security incident against the organisation, as far as part A looks at it. Null: not known, which is never "no". */
export interface CountedIncident {
  readonly occurredAt: number;
  /** Somebody was attacked. */
  readonly isAttack: boolean | null;
  /** Its conclusion was likely or imminent, or somebody came, followed or broke something. */
  readonly isSerious: boolean | null;
  /** Its analysis found it repeated or escalating. */
  readonly isPattern: boolean | null;
}

export interface IncidentRecords {
  /** Since when every incident was recorded and can be read by whoever counts; null: some are missing. */
  readonly completeSince: number | null;
  readonly incidents: readonly CountedIncident[];
}

/** An anchor of A09 or A10, or that it cannot be told from the records. */
export type CountedAnchor = Anchor | 'unknown';

const serious: readonly IncidentKind[] = ['surveillance', 'visit', 'property_damage', 'intrusion'];
const others: readonly IncidentTarget[] = ['victim', 'family'];

/** The parts of a sealed incident that are counted. */
export interface WrittenFacts {
  readonly occurredAt: number;
  readonly kind: IncidentKind;
  readonly target: readonly IncidentTarget[];
  readonly pattern: 'first' | 'repeated' | 'escalating' | 'unknown' | null;
  readonly conclusion: 'unlikely' | 'possible' | 'likely' | 'imminent' | null;
}

/** Null for what was aimed at a client or her family alone: A09 asks about incidents against us. A blank target is not "not us". */
export function countWritten(facts: WrittenFacts): CountedIncident | null {
  const { occurredAt, kind, target } = facts;
  if (target.length > 0 && target.every((each) => others.includes(each))) return null;
  return {
    occurredAt,
    isAttack: kind === 'attack',
    isSerious: isGrave(facts),
    isPattern: isRepeated(facts),
  };
}

function isGrave({ kind, conclusion }: WrittenFacts): boolean | null {
  if (serious.includes(kind) || conclusion === 'likely' || conclusion === 'imminent') return true;
  return conclusion === null ? null : false;
}

const isRepeated = ({ pattern }: WrittenFacts): boolean | null =>
  pattern === null || pattern === 'unknown' ? null : pattern !== 'first';

/** A report whose facts nobody wrote down yet, or that lie where whoever counts is no member. Null for what is about a client. */
export const countReported = (about: IncidentAbout, reportedAt: number): CountedIncident | null =>
  about === 'client' ? null : { occurredAt: reportedAt, isAttack: null, isSerious: null, isPattern: null };

/** A09: none; 1 or 2 minor ones; 3 to 5, or a serious one; 6 or more, or an attack. */
export function incidentsAnchor(records: IncidentRecords, now: number): CountedAnchor {
  const lately = inYear(records, now, 0);
  if (lately.length >= 6 || lately.some(({ isAttack }) => isAttack === true)) return '3';
  const isMuch = lately.length >= 3 || lately.some(({ isSerious }) => isSerious === true);
  const least: Anchor = isMuch ? '2' : lately.length > 0 ? '1' : '0';
  const isOpen = lately.some(
    ({ isAttack, isSerious }) => isAttack === null || (isSerious === null && !isMuch),
  );
  return atLeast(least, covers(records, now, 1) && !isOpen);
}

/**
 * A10: falling or none; stable; rising; at least twice as many, or a pattern: an incident of the last 12 months whose analysis found it
 * repeated or escalating. One after a year of none is a rise, not yet sharp.
 *
 * A log of less than a year says nothing of a trend, one of less than two years only that there was none, or fewer than before.
 */
export function trendAnchor(records: IncidentRecords, now: number): CountedAnchor {
  const [lately, before] = [inYear(records, now, 0), inYear(records, now, 1)];
  if (lately.some(({ isPattern }) => isPattern === true)) return '3';
  if (!covers(records, now, 1)) return 'unknown';
  if (lately.length === 0) return '0';
  const isOpen = lately.some(({ isPattern }) => isPattern === null);
  if (lately.length < before.length) return atLeast('0', !isOpen);
  return covers(records, now, 2) ? atLeast(risen(lately.length, before.length), !isOpen) : 'unknown';
}

function risen(lately: number, before: number): Anchor {
  if (lately === before) return '1';
  return lately >= 2 && lately >= before * 2 ? '3' : '2';
}

/** What is not wholly known is unknown, which counts 1.5, unless what is known weighs more already: unknown never lowers. */
const atLeast = (least: Anchor, isWhole: boolean): CountedAnchor =>
  isWhole || Number(least) > 1.5 ? least : 'unknown';

const covers = ({ completeSince }: IncidentRecords, now: number, years: number): boolean =>
  completeSince !== null && completeSince <= now - years * yearMs;

const inYear = ({ incidents }: IncidentRecords, now: number, ago: number): CountedIncident[] =>
  incidents.filter(({ occurredAt }) => {
    const age = now - occurredAt;
    return age < (ago + 1) * yearMs && (ago === 0 || age >= ago * yearMs);
  });
