import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { StaffId } from '../../domain/shared/ids.js';
import { seconds } from '../../domain/shared/time.js';
import { AdvanceAlert, AlertSweep } from '../escalation/advance-alert.js';
import { LetterListener } from '../escalation/delivery-listeners.js';
import { GapWarnings } from '../escalation/duty-gap-warnings.js';
import { ForgetAlerts } from '../escalation/forget-alerts.js';
import { HandOverNotices } from '../escalation/duty-hand-over-notices.js';
import { WatchdogTimer } from '../escalation/watchdog-timer.js';
import { Watchdog } from '../escalation/watchdog.js';
import { WeeklyTestBell } from '../escalation/weekly-test-bell.js';
import { WeeklyTest } from '../escalation/weekly-test.js';
import { PostgresStaffDirectory } from '../identity/postgres-staff-directory.js';
import { CheckAnswerClock } from '../intake/check-answer-clock.js';
import { CheckSilence } from '../intake/check-silence.js';
import { ForgetContacts } from '../intake/forget-contacts.js';
import { MoveHeldBack } from '../intake/move-held-back.js';
import { ReleaseReplies } from '../intake/release-replies.js';
import { Database } from '../platform/database/database.js';
import { Tidy } from '../platform/database/tidy.js';
import { HealthReport } from '../platform/health/health.js';
import type { Log } from '../platform/logging/log.js';
import { MailCourier, type AddressBook, type LetterWriter } from '../platform/mail/mail-courier.js';
import type { Courier } from '../platform/outbox/courier.js';
import { AlarmCourier } from '../platform/queue/alarm-courier.js';
import { AlarmQueue } from '../platform/queue/alarm-queue.js';
import { Sweeper, type Sweep } from '../platform/queue/sweeper.js';
import { WebhookCourier } from '../platform/webhook/webhook-courier.js';
import { CLOCK } from '../platform/wiring/tokens.js';
import type { AdvanceDeadline } from '../reviews/advance-deadline.js';
import { ReviewDigest } from '../reviews/review-digest.js';
import { ReviewLetters } from '../reviews/review-letters.js';
import { TakeBackSteps } from '../reviews/take-back-steps.js';
import { DEADLINES } from '../reviews/reviews-tokens.js';
import { AskForFacts } from '../safety/ask-for-facts.js';
import { CheckDepartures } from '../safety/check-departures.js';
import { CheckVisits } from '../safety/check-visits.js';
import { ForgetVisits } from '../safety/forget-visits.js';
import { AlertLetters } from '../staff-bot/alert-letters.js';
import type { Config } from './config.js';
import type { Duties } from './parts.js';

/** The role that lets alarms ring, sweeps for what did not ring, sends mail and webhooks, and keeps the watchdog. */
export function workerDuties(app: NestFastifyApplication, config: Config, log: Log): Duties {
  const queue = app.get(AlarmQueue);
  const sweeper = new Sweeper(sweepsOf(app, queue), log);
  const watchdog = new WatchdogTimer(app.get(Watchdog));
  const health = app.get(HealthReport);
  health.watch({ name: 'alarms', healthy: () => queue.alive });
  health.watch({ name: 'alerts', healthy: () => app.get(Watchdog).content });
  return {
    couriers: couriersOf(app, config, log),
    listeners: [app.get(LetterListener)],
    parts: [
      { name: 'alarms', start: () => answerAlarms(app, queue), stop: () => queue.close() },
      { name: 'sweeps', start: () => sweeper.start(), stop: () => sweeper.stop() },
      { name: 'watchdog', start: () => watchdog.start(), stop: () => watchdog.stop() },
    ],
  };
}

function answerAlarms(app: NestFastifyApplication, queue: AlarmQueue): void {
  queue.answer([
    app.get(AdvanceAlert),
    app.get(CheckAnswerClock),
    app.get(CheckVisits),
    app.get(CheckDepartures),
    app.get(ReleaseReplies),
    app.get(WeeklyTest),
    ...deadlinesOf(app),
  ]);
}

function sweepsOf(app: NestFastifyApplication, queue: AlarmQueue): readonly Sweep[] {
  return [
    app.get(AlertSweep),
    app.get(CheckAnswerClock),
    app.get(CheckSilence),
    app.get(ForgetAlerts),
    app.get(CheckVisits),
    app.get(CheckDepartures),
    app.get(AskForFacts),
    app.get(ForgetVisits),
    app.get(ForgetContacts),
    app.get(MoveHeldBack),
    app.get(ReleaseReplies),
    app.get(GapWarnings),
    app.get(HandOverNotices),
    app.get(WeeklyTest),
    app.get(WeeklyTestBell),
    ...deadlinesOf(app),
    app.get(ReviewDigest),
    app.get(TakeBackSteps),
    new Tidy(app.get(Database), app.get(CLOCK)),
    { name: 'canary', every: seconds(20), run: () => queue.sendCanary() },
  ];
}

const deadlinesOf = (app: NestFastifyApplication) => app.get<readonly AdvanceDeadline[]>(DEADLINES);

function couriersOf(app: NestFastifyApplication, config: Config, log: Log): readonly Courier[] {
  const mail = config.mail ? { url: config.mail.smtpUrl.reveal(), from: config.mail.from } : null;
  const webhook = config.alertWebhook
    ? { url: config.alertWebhook.url.reveal(), secret: config.alertWebhook.secret.reveal() }
    : null;
  return [
    new AlarmCourier(app.get(AlarmQueue)),
    new MailCourier(mail, addressesIn(app), lettersOf(app), log),
    new WebhookCourier(webhook, app.get(CLOCK), log),
  ];
}

/** Each writes the letters that it knows. */
const lettersOf = (app: NestFastifyApplication): LetterWriter => ({
  write: async (payload) =>
    (await app.get(AlertLetters).write(payload)) ?? (await app.get(ReviewLetters).write(payload)),
});

function addressesIn(app: NestFastifyApplication): AddressBook {
  const [directory, database] = [app.get(PostgresStaffDirectory), app.get(Database)];
  return { mailAddressOf: (staffId) => directory.emailOf(database.reader, staffId as StaffId) };
}
