import { z } from 'zod';
import { instantMs } from './scalars.js';

/** Where the stream of events is. Not a `Route`: it answers `text/event-stream`. */
export const eventsPath = '/api/v1/events';

/**
 * One event: that something of a kind changed, never what. Its `id:` line is the place to resume from (`Last-Event-ID`); an
 * event of kind `start-over` says that the place is too old: read everything anew.
 */
export const liveEvent = z.strictObject({ kind: z.string(), id: z.string().nullable(), at: instantMs });

/**
 * Events of these names say something of the line itself: `ready`, that everything from here on will be told; `beat`, that it is
 * not dead. They come with no `liveEvent`.
 */
export type LineSign = 'ready' | 'beat';

export type LiveEvent = z.output<typeof liveEvent>;
