import { readFileSync } from 'node:fs';
import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { defaultPolicies } from '../../domain/escalation/default-policies.js';
import type { CircleId } from '../../domain/circle/circle.js';
import type { Policy } from '../../domain/escalation/ladder.js';
import { defaultCost } from '../../e2ee/account/cost.js';
import { EdgeVault } from '../../e2ee/edge-vault.js';
import { DANGER_WORDS } from '../../texts/danger-words.js';
import { AssessmentsModule } from '../assessments/assessments.module.js';
import { CirclesModule } from '../circles/circles.module.js';
import { DutyRoomModule } from '../duty-room/duty-room.module.js';
import { EdgeModule, type EdgeSettings } from '../edge/edge.module.js';
import { EscalationModule } from '../escalation/escalation.module.js';
import { StandingPollers } from '../escalation/standing-pollers.js';
import { readPolicies } from '../escalation/read-policies.js';
import { IdentityApiModule } from '../identity/identity-api.module.js';
import { InboxModule } from '../inbox/inbox.module.js';
import { IntakeLateness } from '../intake/intake-lateness.js';
import { IntakeModule } from '../intake/intake.module.js';
import { TakeContactUpdate } from '../intake/take-contact-update.js';
import type { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { HealthController } from '../platform/health/health.controller.js';
import { HealthReport } from '../platform/health/health.js';
import { AccessGuard } from '../platform/http/access.js';
import { HttpApiModule } from '../platform/http/http-api.module.js';
import { readAssessmentInstruments } from '../platform/instruments/read-assessment-instruments.js';
import { readHotlineInstrument } from '../platform/instruments/read-instrument.js';
import type { Log } from '../platform/logging/log.js';
import type { BotName } from '../platform/telegram/bot-api.js';
import { ReceiveUpdate, type UpdateHandler } from '../platform/telegram/receive-update.js';
import { TelegramWebhookController } from '../platform/telegram/webhook.controller.js';
import { WebhookGates, type WebhookGate } from '../platform/telegram/webhook-gates.js';
import { CLOCK, LOG } from '../platform/wiring/tokens.js';
import { ReviewsApiModule } from '../reviews/reviews-api.module.js';
import { ReviewsModule } from '../reviews/reviews.module.js';
import { SafetyApiModule, SafetyModule } from '../safety/safety.module.js';
import { VisitLateness } from '../safety/visit-lateness.js';
import { StaffBot } from '../staff-bot/staff-bot.js';
import { StaffBotModule } from '../staff-bot/staff-bot.module.js';
import { doesApi, type Config } from './config.js';
import { RECEIVERS, type Receivers } from './receivers.js';
import { PlatformModule } from './platform.module.js';

/** Longer than any honest check of a sign-in takes, so that no refusal is quicker than another. */
const signInFloorMilliseconds = 400;

/** The whole house, wired once. Which parts of it run is a matter of the role (`roles.ts`). */
@Module({})
export class AppModule {
  static with(config: Config, log: Log, clock?: Clock): DynamicModule {
    const apiRoot = config.telegram.apiRoot;
    const escalation = EscalationModule.with({
      timeZone: config.timeZone,
      heartbeatUrl: config.heartbeatUrl?.reveal() ?? null,
      policies: policiesOf(config),
      lateness: [new IntakeLateness(), new VisitLateness(), new StandingPollers(polledBots(config))],
    });
    const edge = EdgeModule.with(edgeSettings(config));
    const intake = IntakeModule.with(intakeSettings(config), escalation, edge);
    const safety = SafetyModule.with(config.timeZone, escalation);
    const staffBot = StaffBotModule.with(
      { token: config.telegram.staff.token.reveal(), apiRoot },
      escalation,
      intake,
      safety,
    );
    const reviews = ReviewsModule.with(config.workingHours, escalation);
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(config, log, clock),
        DiscoveryModule,
        escalation,
        edge,
        intake,
        safety,
        staffBot,
        reviews,
        ...(doesApi(config)
          ? apiModules(config, { escalation, edge, intake, safety, staffBot, reviews })
          : []),
      ],
      controllers: [HealthController, TelegramWebhookController],
      providers: [
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: HealthReport, useFactory: () => new HealthReport() },
        receivers,
        gatesOf(config),
      ],
    };
  }
}

/** The staff API: accounts, circles, alerts and duty, the inbox, safety, reviews, and what they stand on. */
function apiModules(
  { publicUrl, evaluation, timeZone, mail }: Config,
  nouns: Readonly<
    Record<'escalation' | 'edge' | 'intake' | 'safety' | 'staffBot' | 'reviews', DynamicModule>
  >,
): DynamicModule[] {
  const identity = IdentityApiModule.with({
    passphraseCost: defaultCost,
    requireSecondFactor: !evaluation,
    signInFloor: signInFloorMilliseconds,
    zone: timeZone,
  });
  const circles = CirclesModule.with(identity);
  return [
    identity,
    HttpApiModule.with({ origin: publicUrl ?? null }, identity),
    circles,
    ReviewsApiModule.with(identity, circles, nouns.reviews),
    AssessmentsModule.with(identity, readAssessmentInstruments()),
    DutyRoomModule.with(
      { timeZone, sendsMail: mail !== undefined },
      identity,
      nouns.escalation,
      nouns.staffBot,
    ),
    InboxModule.with({ ...nouns, identity, circles }),
    SafetyApiModule.with(identity, nouns.safety, circles, nouns.escalation),
  ];
}

/** A bot with a webhook is called by Telegram and polls nothing. */
const polledBots = ({ telegram }: Config): BotName[] =>
  (['intake', 'staff'] as const).filter((bot) => telegram[bot].webhookSecret === undefined);

function policiesOf({ alertPoliciesFile }: Config): readonly Policy[] {
  if (alertPoliciesFile === undefined) return Object.values(defaultPolicies);
  return readPolicies(readFileSync(alertPoliciesFile, 'utf8'));
}

function edgeSettings({ edgeAnchor, evaluation, dataDir }: Config): EdgeSettings {
  const anchor = edgeAnchor && { ...edgeAnchor, inboxId: edgeAnchor.inboxId as CircleId };
  return { anchor: anchor ?? null, anchorInFolder: evaluation && !anchor, dataDir };
}

function intakeSettings(config: Config) {
  const { openingHours, timeZone } = config;
  return {
    instrument: readHotlineInstrument(),
    openingHours: openingHours === 'always' ? null : { zone: timeZone, week: openingHours },
    timeZone,
    dangerWords: DANGER_WORDS,
    botToken: config.telegram.intake.token.reveal(),
    apiRoot: config.telegram.apiRoot,
  };
}

const receivers: Provider = {
  provide: RECEIVERS,
  useFactory: (
    database: Database,
    vault: EdgeVault,
    clock: Clock,
    log: Log,
    intake: TakeContactUpdate,
    staff: StaffBot,
  ): Receivers => {
    const receive = (handler: UpdateHandler) => new ReceiveUpdate(database, vault, clock, log, handler);
    return { intake: receive(intake), staff: receive(staff) };
  },
  inject: [Database, EdgeVault, CLOCK, LOG, TakeContactUpdate, StaffBot],
};

/** Only a process in the role of the bots, with a webhook configured, lets Telegram in. */
const gatesOf = (config: Config): Provider => ({
  provide: WebhookGates,
  useFactory: (receive: Receivers) => {
    const takesUpdates = config.role === 'bot' || config.role === 'all';
    const gates = (['intake', 'staff'] as const).flatMap((bot): [BotName, WebhookGate][] => {
      const secret = config.telegram[bot].webhookSecret?.reveal();
      return secret === undefined || !takesUpdates ? [] : [[bot, { secret, receive: receive[bot] }]];
    });
    return new WebhookGates(new Map(gates));
  },
  inject: [RECEIVERS],
});
