import { readRoster } from '../../../contracts/escalation/roster.js';
import type { listOpenWork } from '../../../contracts/identity/open-work.js';
import type { AnswerOf } from '../../../contracts/shared/route.js';
import { CIRCLE_KINDS, type CircleKind } from '../../../domain/circle/circle.js';
import { call } from '../../api/call.js';
import { useSay, type Say } from '../../i18n/language.js';
import { useLoaded } from '../../session/doing.js';
import { useDutyClock, type DutyClock } from '../duty/duty-words.js';
import type { RosterAnswer } from '../duty/week.js';

export type Work = AnswerOf<typeof listOpenWork>['items'][number];

const isCircle = (kind: Work['kind']): kind is CircleKind =>
  (CIRCLE_KINDS as readonly string[]).includes(kind);

const isDuty = ({ kind }: Work): boolean => kind === 'shift' || kind === 'stand-in';

/** Plain names for pieces of work. Of duty the roster knows the hours, which everybody may see. */
export function useWorkNames(items: readonly Work[]): (item: Work) => string {
  const say = useSay();
  const wantsRoster = items.some(isDuty);
  const { value } = useLoaded(
    async () => (wantsRoster ? call(readRoster) : undefined),
    items
      .filter(isDuty)
      .map(({ id }) => id)
      .join(),
  );
  const clock = useDutyClock(value?.zone ?? 'Europe/Belgrade');
  return (item) => (isDuty(item) ? nameOfDuty(item, value, clock, say) : nameOf(item, say));
}

function nameOf({ kind, number }: Work, say: Say): string {
  if (isCircle(kind)) return nameOfCircle(kind, number, say);
  const key = `consoleLeaving.kind.${kind}` as 'consoleLeaving.kind.review';
  return say(key, { number: number ?? '' });
}

function nameOfCircle(kind: CircleKind, number: number | null, say: Say): string {
  if (kind === 'client-case' && number !== null) return say('consoleCase.number', { number });
  return say(`consoleCase.kind.${kind}`);
}

function nameOfDuty(
  { kind, id }: Work,
  roster: RosterAnswer | undefined,
  clock: DutyClock,
  say: Say,
): string {
  const shift = roster?.shifts.find((each) => each.id === id);
  if (shift) {
    const { from, to } = shift;
    const duty = say(`consoleRoster.duty.${shift.duty}`);
    return say('consoleLeaving.kind.shift.as', { duty, day: clock.weekday(shift.weekday), from, to });
  }
  const standIn = roster?.overrides.find((each) => each.id === id);
  if (standIn) {
    const [from, to] = [clock.moment(standIn.from), clock.moment(standIn.to)];
    return say('consoleLeaving.kind.stand-in.as', {
      duty: say(`consoleRoster.duty.${standIn.duty}`),
      from,
      to,
    });
  }
  return say(kind === 'shift' ? 'consoleLeaving.kind.shift' : 'consoleLeaving.kind.stand-in');
}

/** What becomes of it when nobody takes it. */
export function otherwise({ kind, way, takers }: Work, names: Names, say: Say): string {
  if (isCircle(kind)) {
    const who = takers.map((id) => names[id] ?? '').join(', ');
    return who === ''
      ? say('consoleLeaving.else.members.none')
      : say('consoleLeaving.else.members', { names: who });
  }
  if (kind === 'visit') return say(`consoleLeaving.else.visit.${way === 'stays' ? 'away' : 'planned'}`);
  return say(`consoleLeaving.else.${kind}`);
}

/** Duty names by id, also of those who left. */
export type Names = Readonly<Record<string, string>>;
