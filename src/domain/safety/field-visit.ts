import { asksAt, isPlannable, isUnbegun, type Departing } from './departure.js';
import { Refusal } from '../shared/refusal.js';
import { between, hours, minutes, plus, type Duration, type Instant } from '../shared/time.js';

/** Between two check-ins. */
export const SHORTEST_CHECK_IN = minutes(15);
export const LONGEST_CHECK_IN = hours(4);

/** By how much one tap moves a deadline, in minutes. */
export const EXTENSIONS = [30, 60] as const;
export type ExtensionMinutes = (typeof EXTENSIONS)[number];

/** Extending needs no word, so whoever holds the phone could do it for ever: after two the word is asked for. */
export const MOST_EXTENSIONS = 2;
const longestExtension: Duration = minutes(120);

/** So many wrong words in a row are no slip of the finger. */
export const MOST_WRONG_WORDS = 5;

/** A mission check says how it is now; so much later it is made again before she leaves. */
export const CHECK_HOLDS: Duration = minutes(30);

/** What the supervisor said; null: nothing yet, or she need not be asked. */
export type Yes = 'given' | 'refused' | null;

/** How it ended for the worker. */
export type VisitEnd = 'safe' | 'cancelled';

/** How those who looked for her closed it. */
export type Conclusion = 'resolved' | 'false-alarm';

/** A worker on her way to somebody. Where, with whom and why is sealed; this is all that rings. */
export interface FieldVisit extends Departing {
  readonly plannedAt: Instant;
  /** When she planned it, and made her mission check. */
  readonly checkedAt: Instant;
  readonly checkInEvery: Duration;
  /** Her mission check was not six times "yes". */
  readonly needsYes: boolean;
  readonly yes: Yes;
  /** The next check-in; null before departure and after the end. */
  readonly dueAt: Instant | null;
  /** Since the last check-in. */
  readonly extensions: number;
  /** In a row. */
  readonly wrongWords: number;
  /** Since when a check-in is missing. A check-in clears it; the alert does not end by that. */
  readonly missedAt: Instant | null;
  /** She said that she is forced. Nothing that she says later clears it. */
  readonly duressAt: Instant | null;
  readonly end: VisitEnd | null;
  readonly conclusion: Conclusion | null;
}

/** What the worker's own screens say. It knows nothing of a duress word: whoever looks over her shoulder sees an ordinary visit. */
export type OwnStage = 'waits-for-yes' | 'refused' | 'ready' | 'under-way' | 'late' | 'ended';

/** What those who would look for her see. */
export type WatchStage = OwnStage | 'duress' | 'missed';

/** Nothing was changed. `why` is a fixed word. */
export class VisitRefused extends Refusal {
  readonly code = 'visit-refused';
  constructor(readonly reason: VisitFault) {
    super('The visit does not allow this now.');
  }
}

export type VisitFault =
  | 'interval'
  | 'planned-at'
  | 'needs-yes'
  | 'yes-refused'
  | 'departed'
  | 'not-under-way'
  | 'too-late'
  | 'most-extensions'
  | 'no-question';

export const isUnderWay = ({ departedAt, endedAt, concludedAt }: FieldVisit): boolean =>
  departedAt !== null && endedAt === null && concludedAt === null;

const isOver = ({ endedAt, concludedAt }: FieldVisit): boolean => endedAt !== null || concludedAt !== null;

export function ownStage(visit: FieldVisit, now: Instant): OwnStage {
  if (isOver(visit)) return 'ended';
  if (visit.departedAt !== null) return isLate(visit, now) ? 'late' : 'under-way';
  if (!visit.needsYes || visit.yes === 'given') return 'ready';
  return visit.yes === 'refused' ? 'refused' : 'waits-for-yes';
}

export function watchStage(visit: FieldVisit, now: Instant): WatchStage {
  if (visit.concludedAt !== null) return 'ended';
  if (visit.duressAt !== null) return 'duress';
  const own = ownStage(visit, now);
  const isMissing = own === 'late' || (own === 'under-way' && visit.missedAt !== null);
  return isMissing ? 'missed' : own;
}

/**
 * A visit as it is planned.
 *
 * @throws VisitRefused `interval` when check-ins would be too close or too far apart; `planned-at` more than a day ago or 90 days ahead
 */
export function planned(
  plannedAt: Instant,
  checkInEvery: Duration,
  needsYes: boolean,
  now: Instant,
): FieldVisit {
  const fits = checkInEvery >= SHORTEST_CHECK_IN && checkInEvery <= LONGEST_CHECK_IN;
  if (!fits) throw new VisitRefused('interval');
  if (!isPlannable(plannedAt, now)) throw new VisitRefused('planned-at');
  return {
    plannedAt,
    checkedAt: now,
    checkInEvery,
    needsYes,
    yes: null,
    departureDueAt: asksAt(plannedAt, now),
    askedAt: null,
    departedAt: null,
    dueAt: null,
    extensions: 0,
    wrongWords: 0,
    missedAt: null,
    duressAt: null,
    endedAt: null,
    end: null,
    concludedAt: null,
    conclusion: null,
  };
}

/**
 * A supervisor's answer; who she is, is the caller's to judge. After a no nobody waits for her to leave; after a yes she has time to.
 *
 * @throws VisitRefused when nobody asked
 */
export function answered(visit: FieldVisit, yes: 'given' | 'refused', now: Instant): FieldVisit {
  const isAsked = visit.needsYes && visit.departedAt === null && !isOver(visit);
  if (!isAsked || visit.yes === 'given') throw new VisitRefused('no-question');
  const departureDueAt = yes === 'given' ? asksAt(visit.plannedAt, now) : null;
  return { ...visit, yes, departureDueAt, askedAt: null };
}

/** @throws VisitRefused `needs-yes` as long as a needed yes was not given */
export function departed(visit: FieldVisit, now: Instant): FieldVisit {
  mustBeReady(visit, now);
  return { ...visit, departedAt: now, dueAt: plus(now, visit.checkInEvery), departureDueAt: null };
}

/** Whether the mission check is made again at the door. Where a supervisor said yes, a person has judged what is open. */
export const checksAgain = (visit: FieldVisit, now: Instant): boolean =>
  ownStage(visit, now) === 'ready' && !visit.needsYes && between(visit.checkedAt, now) >= CHECK_HOLDS;

/** At the door it was not six times "yes": she waits for a supervisor after all. @throws VisitRefused as leaving does */
export function doubted(visit: FieldVisit, now: Instant): FieldVisit {
  mustBeReady(visit, now);
  return { ...visit, needsYes: true, yes: null };
}

function mustBeReady(visit: FieldVisit, now: Instant): void {
  const stage = ownStage(visit, now);
  if (stage === 'waits-for-yes') throw new VisitRefused('needs-yes');
  if (stage === 'refused') throw new VisitRefused('yes-refused');
  if (stage !== 'ready') throw new VisitRefused('departed');
}

/** Not going after all. @throws VisitRefused once she has left: then only her word ends it */
export function cancelled(visit: FieldVisit, now: Instant): FieldVisit {
  if (visit.departedAt !== null || isOver(visit)) throw new VisitRefused('departed');
  return { ...visit, endedAt: now, end: 'cancelled', departureDueAt: null };
}

/** What somebody typed turned out to be. */
export type HeardWord = 'safe' | 'duress' | 'neither';
export type Saying = 'check-in' | 'safe';

export interface Heard {
  readonly visit: FieldVisit;
  /** The same for both of her words. */
  readonly shown: 'checked-in' | 'ended' | 'not-a-word';
  readonly alarm: 'duress' | 'missed' | null;
}

/**
 * A word on the way. With the duress word everything that she sees is what the other word brings; the alarm beside it is loud and
 * at once. Wrong words change nothing that is seen; five in a row count as a missed check-in.
 *
 * @throws VisitRefused `not-under-way` before departure and after the end
 */
export function heard(visit: FieldVisit, word: HeardWord, saying: Saying, now: Instant): Heard {
  if (!isUnderWay(visit)) throw new VisitRefused('not-under-way');
  if (word === 'neither') return misheard(visit, now);
  const duressAt = word === 'duress' ? (visit.duressAt ?? now) : visit.duressAt;
  const present = { ...visit, duressAt, missedAt: null, extensions: 0, wrongWords: 0 };
  const alarm = word === 'duress' ? 'duress' : null;
  if (saying === 'safe')
    return { visit: { ...present, endedAt: now, end: 'safe', dueAt: null }, shown: 'ended', alarm };
  return { visit: { ...present, dueAt: plus(now, visit.checkInEvery) }, shown: 'checked-in', alarm };
}

function misheard(visit: FieldVisit, now: Instant): Heard {
  const wrongWords = visit.wrongWords + 1;
  const isAlarm = wrongWords >= MOST_WRONG_WORDS && visit.missedAt === null;
  return {
    visit: { ...visit, wrongWords, missedAt: isAlarm ? now : visit.missedAt },
    shown: 'not-a-word',
    alarm: isAlarm ? 'missed' : null,
  };
}

/** Later by half an hour or an hour. @throws VisitRefused after the deadline, and after two in a row */
export function extended(visit: FieldVisit, by: ExtensionMinutes, now: Instant): FieldVisit {
  if (!isUnderWay(visit) || visit.dueAt === null) throw new VisitRefused('not-under-way');
  if (isLate(visit, now)) throw new VisitRefused('too-late');
  if (visit.extensions >= MOST_EXTENSIONS) throw new VisitRefused('most-extensions');
  return { ...visit, dueAt: plus(visit.dueAt, minutes(by)), extensions: visit.extensions + 1 };
}

/** The check-in is missing: at its deadline, without grace. Null when there is nothing to notice. */
export function missed(visit: FieldVisit, now: Instant): FieldVisit | null {
  return isUnderWay(visit) && visit.missedAt === null && isLate(visit, now)
    ? { ...visit, missedAt: now }
    : null;
}

/** Those who looked for her close it, in whatever stage. @throws VisitRefused when it is closed, or nobody waits for her yet */
export function concluded(visit: FieldVisit, conclusion: Conclusion, now: Instant): FieldVisit {
  const isLookedFor = visit.departedAt !== null || isUnbegun(visit);
  if (visit.concludedAt !== null || !isLookedFor) throw new VisitRefused('not-under-way');
  return { ...visit, concludedAt: now, conclusion, dueAt: null, departureDueAt: null };
}

/** A deadline further ahead than any can be was set by a clock that was wrong: it counts as come. */
function isLate({ dueAt, checkInEvery }: FieldVisit, now: Instant): boolean {
  if (dueAt === null) return false;
  return dueAt <= now || between(now, dueAt) > checkInEvery + longestExtension;
}
