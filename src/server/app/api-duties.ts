import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ForgetLoosePieces } from '../circles/keep-attachments.js';
import { TidyIdentity } from '../identity/tidy-identity.js';
import { EndClaims } from '../inbox/leave-conversation.js';
import { TidyApi } from '../platform/http/tidy-api.js';
import type { Log } from '../platform/logging/log.js';
import { FollowEveryCircle, FollowStaleCircles } from '../reviews/follow-every-circle.js';
import { Sweeper } from '../platform/queue/sweeper.js';
import type { Duties } from './parts.js';

/** The role that answers the console: beside its requests it only tidies up after them. */
export function apiDuties(app: NestFastifyApplication, log: Log): Duties {
  const sweeper = new Sweeper(
    [
      app.get(TidyApi),
      app.get(TidyIdentity),
      app.get(ForgetLoosePieces),
      app.get(EndClaims),
      app.get(FollowEveryCircle),
      app.get(FollowStaleCircles),
    ],
    log,
  );
  return {
    couriers: [],
    listeners: [],
    parts: [{ name: 'api-sweeps', start: () => sweeper.start(), stop: () => sweeper.stop() }],
  };
}
