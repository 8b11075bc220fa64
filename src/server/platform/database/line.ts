import pg from 'pg';
import { seconds, type Duration } from '../../../domain/shared/time.js';

/**
 * Both ends look whether the other is still there, wherever it is the system's network that can tell. A machine that loses its
 * power says no goodbye; by itself PostgreSQL would keep its session and its locks for two hours, a quarter of one while an answer
 * is on its way.
 */
export const lookingForTheOther = {
  keepAlive: true,
  keepAliveInitialDelayMillis: seconds(10),
  options:
    '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c tcp_user_timeout=25000',
} as const;

/** How long the other end may take to open a connection. */
export const longestConnect: Duration = seconds(5);

/** One connection by itself, for what belongs to a connection: LISTEN, and locks of a session. Whoever makes it ends it. */
export const makeClient = (url: string, patience: Duration): pg.Client =>
  new pg.Client({
    connectionString: url,
    ...lookingForTheOther,
    connectionTimeoutMillis: longestConnect,
    query_timeout: patience,
  });

const noAnswer = 'Query read timeout';

/**
 * A pool's connection that is over as soon as an answer did not come in time. By itself pg would only stop waiting and leave the
 * connection half open: the roll-back would wait behind the lost statement, and the pool would hand it out again
 * (node-postgres, issue 3399).
 */
export class EndingClient extends pg.Client {
  override query(...given: never[]): never {
    const answer: unknown = super.query(...(given as unknown as [string]));
    if (answer instanceof Promise)
      answer.catch((error: unknown) => {
        if (error instanceof Error && error.message === noAnswer) void this.end();
      });
    return answer as never;
  }
}
