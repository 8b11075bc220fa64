import { Controller, Inject } from '@nestjs/common';
import {
  acknowledgeAlert,
  answerOffer,
  countOpenAlerts,
  countOutcomes,
  declineAlert,
  listOpenAlerts,
  listPastAlerts,
  offerAlert,
  readAlert,
  readTimeline,
  readWeeklyTest,
  resolveAlert,
  withdrawAlertOffer,
} from '../../contracts/escalation/alerts.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import type { AlertId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import type { Watcher } from '../escalation/alert-sight.js';
import { ReadTimeline } from '../escalation/read-timeline.js';
import { WatchAlerts } from '../escalation/watch-alerts.js';
import { WeeklyTestAnswers } from '../escalation/weekly-test-answers.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { Api, Input, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { pageOf, readPlace } from '../platform/http/cursor.js';
import { CLOCK } from '../platform/wiring/tokens.js';
import { openAnswer, pastAnswer, timelineAnswer } from './alert-answers.js';
import { AlertHandling } from './alert-handling.js';
import { AlertRefused } from './alert-refused.js';
import { NamedPeople } from './named-people.js';

const watcherOf = ({ staffId, roles }: Caller): Watcher => ({ id: staffId, roles });

/** Alerts for whoever is to act on them. What an alert is about stays in the console's sealed records. */
@Controller()
export class AlertController {
  constructor(
    @Inject(WatchAlerts) private readonly watch: WatchAlerts,
    @Inject(ReadTimeline) private readonly timelines: ReadTimeline,
    @Inject(AlertHandling) private readonly handling: AlertHandling,
    @Inject(NamedPeople) private readonly people: NamedPeople,
    @Inject(WeeklyTestAnswers) private readonly tests: WeeklyTestAnswers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Api(listOpenAlerts)
  async open(@WhoCalls() caller: Caller, @Tx() tx: Transaction): Promise<AnswerOf<typeof listOpenAlerts>> {
    const { items, total } = await this.watch.open(tx, watcherOf(caller));
    const mentioned = items.flatMap(({ heldBy, offeredTo }) => [heldBy, offeredTo]);
    return {
      now: this.clock.now(),
      items: items.map(openAnswer),
      total,
      people: await this.people.run(tx, mentioned),
    };
  }

  @Api(countOpenAlerts)
  count(@WhoCalls() caller: Caller, @Tx() tx: Transaction): Promise<AnswerOf<typeof countOpenAlerts>> {
    return this.watch.count(tx, watcherOf(caller));
  }

  @Api(listPastAlerts)
  async past(
    @Input() { query }: InputOf<typeof listPastAlerts>,
    @WhoCalls() caller: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof listPastAlerts>> {
    const place = readPlace(query.cursor, 'number', 'id');
    const before = place && { at: place[0] as Instant, id: place[1] as AlertId };
    const found = await this.watch.past(tx, watcherOf(caller), before, query.limit + 1);
    const { items, next } = pageOf(found, query.limit, ({ resolvedAt, face }) => [resolvedAt, face.id]);
    const mentioned = items.map(({ resolvedBy }) => resolvedBy);
    return { items: items.map(pastAnswer), next, people: await this.people.run(tx, mentioned) };
  }

  @Api(countOutcomes)
  outcomes(@Tx() tx: Transaction): Promise<AnswerOf<typeof countOutcomes>> {
    return this.watch.outcomes(tx);
  }

  @Api(readWeeklyTest)
  async weeklyTest(@Tx() tx: Transaction): Promise<AnswerOf<typeof readWeeklyTest>> {
    const latest = await this.tests.latest(tx);
    const silent = await this.tests.silent(tx, this.clock.now());
    const people = await this.people.run(
      tx,
      silent.map(({ staff }) => staff),
    );
    return {
      latest,
      silent: silent.map(({ staff, lastAnsweredAt, missed }) => ({ staffId: staff, lastAnsweredAt, missed })),
      people,
    };
  }

  @Api(readAlert)
  async one(
    @Input() { params }: InputOf<typeof readAlert>,
    @WhoCalls() caller: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof readAlert>> {
    const found = await this.watch.one(tx, watcherOf(caller), params.id);
    if (!found) throw new AlertRefused('alert-unknown');
    return {
      now: this.clock.now(),
      open: found.open && openAnswer(found.open),
      past: found.past && pastAnswer(found.past),
      people: await this.people.run(tx, await this.timelines.peopleIn(tx, params.id)),
    };
  }

  @Api(readTimeline)
  async timeline(
    @Input() { params, query }: InputOf<typeof readTimeline>,
    @WhoCalls() caller: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof readTimeline>> {
    const place = readPlace(query.cursor, 'number', 'text');
    const before = place && { at: place[0] as Instant, key: place[1] };
    const found = await this.timelines.page(tx, watcherOf(caller), params.id, before, query.limit + 1);
    if (!found) throw new AlertRefused('alert-unknown');
    const { items, next } = pageOf(found, query.limit, ({ at, key }) => [at, key]);
    return { items: items.map(timelineAnswer), next };
  }

  @Api(acknowledgeAlert)
  async acknowledge(
    @Input() { params }: InputOf<typeof acknowledgeAlert>,
    @WhoCalls() caller: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof acknowledgeAlert>> {
    return { outcome: await this.handling.acknowledge(tx, watcherOf(caller), params.id) };
  }

  @Api(declineAlert)
  async decline(
    @Input() { params }: InputOf<typeof declineAlert>,
    @WhoCalls() caller: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof declineAlert>> {
    return { outcome: await this.handling.decline(tx, watcherOf(caller), params.id) };
  }

  @Api(offerAlert)
  async offer(
    @Input() { params, body }: InputOf<typeof offerAlert>,
    @WhoCalls() caller: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    await this.handling.offer(tx, watcherOf(caller), params.id, body.to);
  }

  @Api(withdrawAlertOffer)
  async withdrawOffer(
    @Input() { params }: InputOf<typeof withdrawAlertOffer>,
    @WhoCalls() caller: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    await this.handling.withdrawOffer(tx, watcherOf(caller), params.id);
  }

  @Api(answerOffer)
  async answerOffer(
    @Input() { params, body }: InputOf<typeof answerOffer>,
    @WhoCalls() caller: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    await this.handling.answerOffer(tx, watcherOf(caller), params.id, body.accept);
  }

  @Api(resolveAlert)
  async resolve(
    @Input() { params, body }: InputOf<typeof resolveAlert>,
    @WhoCalls() caller: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof resolveAlert>> {
    return { outcome: await this.handling.end(tx, watcherOf(caller), params.id, body.outcome) };
  }
}
