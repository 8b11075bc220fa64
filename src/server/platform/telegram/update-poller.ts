import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { seconds, type Duration } from '../../../domain/shared/time.js';
import type { Leadership } from '../database/leadership.js';
import type { Log } from '../logging/log.js';
import type { PollRecord } from './poll-record.js';
import type { ReceiveUpdate } from './receive-update.js';

const longPollSeconds = 25;

/** What a poller's api must be patient for: the poll itself, and a slow line. */
export const pollPatience: Duration = seconds(longPollSeconds + 15);

const lanes = 8;
/** So many updates of one chat share a transaction; few enough that an alert among them is not late. */
const together = 20;
const pauseMilliseconds = 1_000;

/** `chat_member` and the rest are not asked for; what comes anyway is taken in by kind. */
export const wantedUpdates = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

/**
 * Long polling by exactly one process: whoever holds the bot's leadership. An offset moves past an update only after its
 * transaction was committed. Updates of one chat are taken in order, chats side by side, so that one noisy chat does not
 * hold up the others.
 */
export class UpdatePoller {
  readonly #stop = new AbortController();
  #running: Promise<void> | null = null;

  constructor(
    private readonly api: Api,
    private readonly receive: ReceiveUpdate,
    private readonly leadership: Leadership,
    private readonly log: Log,
    private readonly record: Pick<PollRecord, 'answered'>,
  ) {}

  start(): void {
    this.#running = this.#run();
  }

  /** Resolves when the updates under way are committed. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    await this.leadership.release();
  }

  async #run(): Promise<void> {
    let offset: number | undefined;
    let led = false;
    while (!this.#stop.signal.aborted) {
      try {
        const leads = await this.leadership.hold();
        if (leads && !led) await this.api.deleteWebhook({ drop_pending_updates: false });
        led = leads;
        if (!leads) {
          offset = undefined;
          await this.#pause();
          continue;
        }
        const updates = await this.#fetch(offset);
        await this.#takeAll(updates);
        const last = updates.at(-1);
        if (last) offset = last.update_id + 1;
        await this.record.answered();
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        this.log.error('polling-interrupted', error);
        await this.#pause();
      }
    }
  }

  #fetch(offset: number | undefined): Promise<Update[]> {
    return this.api.getUpdates(
      {
        limit: 100,
        timeout: longPollSeconds,
        allowed_updates: wantedUpdates,
        ...(offset !== undefined && { offset }),
      },
      this.#stop.signal as never,
    );
  }

  /** Fulfils only when every update is committed; otherwise the whole batch is offered again, and known ones are no-ops. */
  async #takeAll(updates: readonly Update[]): Promise<void> {
    const queues = inQueuesByChat(updates);
    const lane = async (): Promise<void> => {
      for (let queue = queues.shift(); queue; queue = queues.shift()) {
        for (let from = 0; from < queue.length; from += together)
          await this.receive.runAll(queue.slice(from, from + together));
      }
    };
    const outcomes = await Promise.allSettled(Array.from({ length: lanes }, lane));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason as Error;
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
  }
}

function inQueuesByChat(updates: readonly Update[]): Update[][] {
  const queues = new Map<number, Update[]>();
  for (const update of updates) {
    const chat = chatOf(update);
    queues.set(chat, [...(queues.get(chat) ?? []), update]);
  }
  return [...queues.values()];
}

/** Tolerant of anything: an update of a shape that nobody knows must not hold up those behind it. */
function chatOf(update: Update): number {
  const tap = update.callback_query;
  const sources: ({ readonly chat?: { readonly id?: number } } | null | undefined)[] = [
    update.message,
    update.edited_message,
    update.my_chat_member,
    tap?.message,
  ];
  return sources.find((source) => source?.chat?.id !== undefined)?.chat?.id ?? tap?.from?.id ?? 0;
}
