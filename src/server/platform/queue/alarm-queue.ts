import {
  createPostgresBackend,
  Queue,
  Worker,
  type Job,
  type QueueOptions,
  type WorkerOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import {
  between,
  instant,
  minutes,
  seconds,
  type Duration,
  type Instant,
} from '../../../domain/shared/time.js';
import type { Clock } from '../clock/clock.js';
import { within } from '../clock/within.js';
import { lookingForTheOther } from '../database/line.js';
import type { Log } from '../logging/log.js';

/** What rings: which handler, for which thing, when. A job carries nothing else. */
export interface Alarm {
  readonly name: string;
  readonly ref: string;
  readonly dueAt: Instant;
}

/** Called when an alarm rings; maybe twice, late, early or never. Looks at the truth and does what is due. */
export interface AlarmHandler {
  readonly name: string;
  ring(ref: string): Promise<void>;
}

export interface QueueAddress {
  readonly databaseUrl: string;
  /** Absent: BullMQ runs on PostgreSQL. */
  readonly redisUrl: string | null;
}

interface Ring {
  readonly ref: string;
}

const queueName = 'alarms';
const canary = 'canary';
const concurrency = 4;
const keepFailed = 200;
/** Without a canary for so long, the backend is taken for dead. */
const patience: Duration = minutes(2);
/** Redis commands wait for ever while Redis is away; whoever asked has other things to do. */
const aMoment: Duration = seconds(10);
const beforeNextTry: Duration = seconds(1);
const mostErrorsTold = 3;
const mostErrorsAtOnce = 100;

/**
 * BullMQ as the alarm clock of the house, on PostgreSQL or Redis. It may lose everything at any moment: each deadline is a
 * column, and sweeps find what did not ring. Open it only when PostgreSQL answers: a backend created while it is down
 * stays dead without an error, which is why liveness is a canary that must come through.
 */
export class AlarmQueue {
  #queue: Queue<Ring>;
  #handlers: readonly AlarmHandler[] = [];
  #canarySent: Instant | null = null;
  readonly #redis: Redis | null;
  #worker: Worker<Ring> | null = null;
  #lastCanary: Instant | null = null;
  #again: NodeJS.Timeout | undefined;
  /** Of the worker, since this process last had a moment for anything else. */
  #errors = 0;

  constructor(
    private readonly address: QueueAddress,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.#redis = address.redisUrl === null ? null : makeRedis(address.redisUrl);
    this.#queue = this.#open();
    this.#redis?.on('error', (error: Error) => this.log.error('redis-error', error));
  }

  /** Idempotent for the same alarm. */
  async set(alarm: Alarm): Promise<void> {
    const delay = Math.max(0, Math.round(between(this.clock.now(), alarm.dueAt)));
    await this.#queue.add(
      alarm.name,
      { ref: alarm.ref },
      { jobId: `${alarm.name}-${alarm.ref}-${alarm.dueAt}`, delay, ...retention },
    );
  }

  /** Lets alarms ring in this process. */
  answer(handlers: readonly AlarmHandler[]): void {
    this.#handlers = handlers;
    const byName = new Map(handlers.map((handler) => [handler.name, handler]));
    const worker = this.#work(async (job) => {
      if (job.name === canary) this.#lastCanary = instant(Number(job.data.ref));
      else await byName.get(job.name)?.ring(job.data.ref);
    });
    this.#worker = worker;
    worker.on('error', (error) => this.#trouble(worker, error));
    worker.on('failed', (job, error) => this.log.error('alarm-failed', error, { name: job?.name ?? null }));
    void this.#runWhenReady(worker);
  }

  /**
   * A worker whose backend could not be made (PostgreSQL went away in that very moment) asks it for jobs again and again
   * without ever giving way: nothing else in the process would run any more. So it begins only once its backend stands.
   */
  async #runWhenReady(worker: Worker<Ring>): Promise<void> {
    try {
      await worker.waitUntilReady();
      if (this.#worker === worker) await worker.run();
    } catch (error) {
      this.log.error('alarm-worker-not-ready', error);
      if (this.#worker !== worker) return;
      this.#again = setTimeout(() => this.answer(this.#handlers), beforeNextTry);
      void worker.close(true).catch(() => undefined);
    }
  }

  /** Errors that follow one another without a pause would starve the process: that worker is ended, and renewed later. */
  #trouble(worker: Worker<Ring>, error: Error): void {
    if (this.#errors === 0) setImmediate(() => (this.#errors = 0));
    this.#errors += 1;
    if (this.#errors <= mostErrorsTold) this.log.error('alarm-worker-error', error);
    if (this.#errors > mostErrorsAtOnce) void worker.close(true).catch(() => undefined);
  }

  /** Sends a job that only proves that jobs come through. When none has for minutes, queue and worker are opened anew. */
  async sendCanary(): Promise<void> {
    const now = this.clock.now();
    this.#canarySent ??= now;
    const since = Math.max(this.#canarySent, this.#lastCanary ?? 0) as Instant;
    if (between(since, now) > patience) await this.#renew();
    await within(aMoment, this.#queue.add(canary, { ref: String(this.clock.now()) }, retention));
  }

  /** True when a canary sent within the last minute has come through here. */
  get alive(): boolean {
    return this.#lastCanary !== null && between(this.#lastCanary, this.clock.now()) <= seconds(60);
  }

  /** Re-asserts a repeating alarm; harmless to call every minute. `pattern` is a cron pattern in `timeZone`. */
  async repeat(name: string, pattern: string, timeZone: string): Promise<void> {
    await this.#queue.upsertJobScheduler(
      name,
      { pattern, tz: timeZone },
      { name, data: { ref: name }, opts: retention },
    );
  }

  /** Lets the jobs under way finish, for a while: a backend that lost PostgreSQL while it was made may never close. */
  async close(): Promise<void> {
    clearTimeout(this.#again);
    const worker = this.#worker;
    this.#worker = null;
    if (worker) await within(aMoment, worker.close());
    await within(aMoment, this.#queue.close());
    this.#redis?.disconnect();
  }

  async #renew(): Promise<void> {
    this.log.warn('alarms-renewed');
    this.#canarySent = this.clock.now();
    const [worker, queue] = [this.#worker, this.#queue];
    this.#queue = this.#open();
    if (worker) this.answer(this.#handlers);
    // What is dead may never answer: it is closed beside, not before.
    void Promise.allSettled([worker?.close(true), queue.close()]);
  }

  #open(): Queue<Ring> {
    const queue = this.#redis
      ? new Queue<Ring>(queueName, { connection: this.#redis } satisfies QueueOptions)
      : this.#openOnPostgres();
    queue.on('error', (error: Error) => this.log.error('queue-error', error));
    return queue;
  }

  #openOnPostgres(): Queue<Ring> {
    const options = { connection: this.#postgres() };
    return new Queue(queueName, options, createPostgresBackend) as unknown as Queue<Ring>;
  }

  #work(ring: (job: Job<Ring>) => Promise<void>): Worker<Ring> {
    if (this.#redis) {
      const options: WorkerOptions = { connection: this.#redis, concurrency, autorun: false };
      return new Worker<Ring>(queueName, ring, options);
    }
    const options = { connection: this.#postgres(), concurrency, autorun: false };
    return new Worker(queueName, ring as never, options, createPostgresBackend) as unknown as Worker<Ring>;
  }

  #postgres() {
    const { databaseUrl } = this.address;
    return { connectionString: databaseUrl, ...lookingForTheOther, schema: 'bullmq', migrate: true, max: 2 };
  }
}

const retention = {
  removeOnComplete: true,
  removeOnFail: keepFailed,
  attempts: 5,
  backoff: { type: 'exponential', delay: 1_000 },
} as const;

/** BullMQ asks for connections that never give up on a command. */
const makeRedis = (url: string): Redis => new Redis(url, { maxRetriesPerRequest: null });
