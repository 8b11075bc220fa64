import type { listOpenAlerts, listPastAlerts, readTimeline } from '../../contracts/escalation/alerts.js';
import type { AnswerOf } from '../../contracts/shared/route.js';
import type { TimelineLine } from '../escalation/timeline.js';
import type { OpenAlertView, PastAlertView } from '../escalation/watch-alerts.js';

type OpenAnswer = AnswerOf<typeof listOpenAlerts>['items'][number];
type PastAnswer = AnswerOf<typeof listPastAlerts>['items'][number];
type TimelineAnswer = AnswerOf<typeof readTimeline>['items'][number];

export const openAnswer = (view: OpenAlertView): OpenAnswer => ({
  ...view.face,
  openedAt: view.openedAt,
  heldBy: view.heldBy,
  heldSince: view.heldSince,
  offeredTo: view.offeredTo,
  called: view.called,
  repeats: view.repeats,
  round: view.round,
  next: view.next && { at: view.next.at, do: view.next.do, whom: [...view.next.whom] },
  may: view.may,
});

export const pastAnswer = (view: PastAlertView): PastAnswer => ({
  ...view.face,
  openedAt: view.openedAt,
  resolvedAt: view.resolvedAt,
  resolvedBy: view.resolvedBy,
  outcome: view.outcome,
});

export function timelineAnswer(line: TimelineLine): TimelineAnswer {
  const { at, round, staffId, code } = line;
  return line.is === 'event'
    ? { is: 'event', at, round, staffId, code, what: line.what, rung: line.rung }
    : { is: 'call', at, round, staffId, code, rung: line.rung, channel: line.channel, status: line.status };
}
