import { Controller, Get, Inject, Req, Res, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { eventsPath, liveEvent, type LineSign } from '../../../contracts/shared/events.js';
import { instant } from '../../../domain/shared/time.js';
import { SESSION_ENDED } from '../live/announce.js';
import { EventFeed, type PlacedEvent } from '../live/event-feed.js';
import { MayCall } from './access.js';
import { SESSIONS, WhoCalls, type Caller, type SessionReader } from './caller.js';

/** Shorter than proxies' patience, and than a console's (`quietMs`); each beat also asks whether the session is still open. */
const heartbeatMs = 15_000;
/** A reader who lags behind by more is cut off; it comes back and resumes. */
const lagBytes = 1_048_576;

/** Events without content, over `text/event-stream`. */
@Controller()
export class EventsController implements OnModuleDestroy {
  readonly #open = new Set<FastifyReply['raw']>();

  constructor(
    @Inject(EventFeed) private readonly feed: EventFeed,
    @Inject(SESSIONS) private readonly sessions: SessionReader,
  ) {}

  @Get(eventsPath)
  @MayCall('session')
  async stream(
    @WhoCalls() caller: Caller,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    reply.hijack();
    const { raw } = reply;
    const { socket } = raw;
    this.#open.add(raw);
    const ours = { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no', connection: 'close' };
    raw.writeHead(200, { ...headersOf(reply), ...ours });
    raw.write('retry: 2000\n\n');
    const hear = (event: PlacedEvent): void => this.#send(raw, caller, event);
    const stream = await this.feed.open({ staffId: caller.staffId, hear }, placeOf(request));
    if (stream.startOver)
      this.#send(raw, caller, { seq: stream.at, kind: 'start-over', id: null, at: instant(0) });
    if (!raw.writableEnded) raw.write(`id: ${stream.at}\n${signOf('ready')}`);
    const beat = setInterval(() => void this.#beat(raw, caller), heartbeatMs).unref();
    raw.on('close', () => {
      clearInterval(beat);
      stream.close();
      this.#open.delete(raw);
      // A reader who just goes away leaves a half-open connection, which would hold up the end of the process.
      socket?.destroy();
    });
    if (raw.destroyed) raw.emit('close');
  }

  onModuleDestroy(): void {
    this.feed.stop();
    for (const raw of this.#open) finish(raw);
  }

  #send(raw: FastifyReply['raw'], caller: Caller, { seq, ...event }: PlacedEvent): void {
    // What comes in the same breath as the end of a session finds a stream that has ended; a write would end the process.
    if (raw.writableEnded) return;
    if (event.kind === SESSION_ENDED && event.id === caller.sessionId) finish(raw);
    else if (raw.writableLength > lagBytes) raw.destroy();
    else raw.write(`id: ${seq}\ndata: ${JSON.stringify(z.encode(liveEvent, event))}\n\n`);
  }

  async #beat(raw: FastifyReply['raw'], caller: Caller): Promise<void> {
    const isOpen = await this.sessions.isOpen(caller.sessionId).catch(() => true);
    if (raw.writableEnded) return;
    if (isOpen) raw.write(signOf('beat'));
    else finish(raw);
  }
}

/** A sign of life, which an EventSource hears only as an event with data. */
const signOf = (sign: LineSign): string => `event: ${sign}\ndata: ${sign}\n\n`;

/** Ends the stream and its connection, which would otherwise hold up the end of the process. */
function finish(raw: FastifyReply['raw']): void {
  const { socket } = raw;
  raw.end();
  socket?.destroySoon();
}

function headersOf(reply: FastifyReply): Record<string, string> {
  const entries = Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

/** Where to resume: a reconnecting browser says it by itself; a first connection may ask with `?after=`. */
function placeOf(request: FastifyRequest): number | null {
  const { after } = request.query as { after?: string };
  const text = request.headers['last-event-id'] ?? after;
  return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
