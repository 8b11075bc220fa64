import { pino, type DestinationStream, type LevelWithSilent } from 'pino';

/** What a log line may carry: codes, kinds, counts and ids of ours. Never what somebody typed, a chat id or a name. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** The event is a stable code (`outbox-sent`), so that a line can be searched and counted. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  /** Logs name, code and stack frames of `error`, never its message: messages of drivers carry values and texts. */
  error(event: string, error: unknown, fields?: LogFields): void;
}

export function makeLog(level: LevelWithSilent, destination?: DestinationStream): Log {
  const options = { level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime };
  const sink = destination ? pino(options, destination) : pino(options);
  return {
    info: (event, fields) => sink.info({ event, ...fields }),
    warn: (event, fields) => sink.warn({ event, ...fields }),
    error: (event, error, fields) => sink.error({ event, ...fields, ...faultOf(error) }),
  };
}

function faultOf(error: unknown): LogFields {
  if (!(error instanceof Error)) return { fault: typeof error };
  const code: unknown = 'code' in error ? error.code : 'error_code' in error ? error.error_code : undefined;
  const frames = error.stack?.split('\n').filter((line) => line.startsWith('    at ')) ?? [];
  return {
    fault: error.name,
    code: typeof code === 'string' || typeof code === 'number' ? code : undefined,
    frames: frames.slice(0, 8).join('\n'),
  };
}
