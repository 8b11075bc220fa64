import type { Log } from '../logging/log.js';

/** Says "all is well" to somebody outside, who raises the alarm when it is no longer said. */
export interface Heartbeat {
  /** @returns whether it was heard; never throws */
  beat(): Promise<boolean>;
}

type Fetch = typeof fetch;

const timeoutMilliseconds = 10_000;

/**
 * A GET to a dead man's switch (any service that alarms when it is not called). Whoever knows the URL can keep it quiet, so
 * it is never logged.
 */
export class HttpHeartbeat implements Heartbeat {
  constructor(
    private readonly url: string,
    private readonly log: Log,
    private readonly fetch: Fetch = globalThis.fetch,
  ) {}

  async beat(): Promise<boolean> {
    try {
      const response = await this.fetch(this.url, {
        headers: { 'user-agent': 'heartbeat' },
        signal: AbortSignal.timeout(timeoutMilliseconds),
      });
      await response.body?.cancel();
      if (!response.ok) this.log.warn('heartbeat-refused', { status: response.status });
      return response.ok;
    } catch (error) {
      this.log.error('heartbeat-unheard', error);
      return false;
    }
  }
}
