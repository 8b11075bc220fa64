import type { listOpenAlerts, listPastAlerts, readTimeline } from '../../../contracts/escalation/alerts.js';
import type { AnswerOf } from '../../../contracts/shared/route.js';
import { sayIfThere, type Say } from '../../i18n/language.js';

export type OpenAlert = AnswerOf<typeof listOpenAlerts>['items'][number];
export type PastAlert = AnswerOf<typeof listPastAlerts>['items'][number];
export type TimelineLine = AnswerOf<typeof readTimeline>['items'][number];
type Named = AnswerOf<typeof listOpenAlerts>['people'][number];

/** Finds the duty name of somebody who is mentioned; nobody has none. */
export type NameOf = (id: string | null) => string;

/** What the card of an open alert and everything on it need. */
export interface AlertCardProps {
  readonly alert: OpenAlert;
  readonly people: readonly Named[];
  readonly nameOf: NameOf;
  /** By how many milliseconds the server's clock is ahead of ours. */
  readonly ahead: number;
  readonly changed: () => Promise<void>;
  /** The page of this one alert: no link to itself. */
  readonly alone?: boolean;
}

export function namesOf(people: readonly Named[]): NameOf {
  const names = new Map(people.map(({ id, name }) => [String(id), name]));
  return (id) => (id === null ? '' : (names.get(id) ?? '?'));
}

const kinds = {
  contact: 'staff.kind.contact',
  incident: 'staff.kind.incident',
  'check-in': 'staff.kind.checkIn',
  review: 'staff.kind.review',
  duty: 'staff.kind.duty',
  test: 'staff.kind.test',
} as const;

export const kindWords = (kind: OpenAlert['kind'], say: Say): string => say(kinds[kind]);

/** Level, kind and number: all that is ever said of an alert. */
export const alertName = ({ level, kind, number }: Pick<OpenAlert, 'level' | 'kind' | 'number'>, say: Say) =>
  say('staff.alert.open', { level, kind: kindWords(kind, say), number });

type Whom = NonNullable<OpenAlert['next']>['whom'][number];

export const whomWords = (whom: readonly Whom[], nameOf: NameOf, say: Say): string =>
  whom
    .map((each) => {
      if ('everyone' in each) return say('consoleAlerts.whom.everyone');
      return 'duty' in each ? say(`consoleAlerts.whom.${each.duty}`) : nameOf(each.staff);
    })
    .join(', ');

/** `M:SS`, or `H:MM:SS`. @param ms not negative */
export function timeLeft(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** One line of the timeline in words. */
export function lineWords(line: TimelineLine, nameOf: NameOf, now: number, say: Say): string {
  return line.is === 'event' ? eventWords(line, nameOf, say) : callWords(line, nameOf, now, say);
}

type Event = Extract<TimelineLine, { is: 'event' }>;
type Call = Extract<TimelineLine, { is: 'call' }>;

function eventWords({ what, code, rung, staffId }: Event, nameOf: NameOf, say: Say): string {
  const name = nameOf(staffId);
  if (what === 'climbed') return say('consoleAlerts.event.climbed', { step: (rung ?? 0) + 1 });
  if (what !== 'resolved')
    return say(`consoleAlerts.event.${what}` as 'consoleAlerts.event.acknowledged', { name });
  if (staffId === null) return say('consoleAlerts.event.house');
  return say(code === 'false-alarm' ? 'consoleAlerts.event.false-alarm' : 'consoleAlerts.event.resolved', {
    name,
  });
}

function callWords(
  { status, channel, staffId, code, at }: Call,
  nameOf: NameOf,
  now: number,
  say: Say,
): string {
  const values = {
    name: staffId === null ? say('consoleAlerts.call.gateway') : nameOf(staffId),
    channel: say(`consoleAlerts.channel.${channel}`),
    why: whyWords(code ?? '', say),
  };
  const how = status === 'pending' && at > now ? 'planned' : status;
  return say(`consoleAlerts.call.${how}` as 'consoleAlerts.call.dead', values);
}

const whyWords = (code: string, say: Say): string =>
  sayIfThere(say, `consoleAlerts.why.${code}`) ?? say('consoleAlerts.why.other');

/** How a line looks: what went wrong stands out. */
export const toneOf = (line: TimelineLine): 'bad' | 'good' | 'plain' => {
  if (line.is === 'call') return line.status === 'dead' ? 'bad' : line.status === 'sent' ? 'good' : 'plain';
  if (['fell-through', 'nobody-reachable', 'woken'].includes(line.what)) return 'bad';
  return ['acknowledged', 'handed-over', 'resolved'].includes(line.what) ? 'good' : 'plain';
};
