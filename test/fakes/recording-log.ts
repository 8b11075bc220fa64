import type { Log, LogFields } from '../../src/server/platform/logging/log.js';

/** Keeps what was logged, so that a test can ask whether something went wrong unseen. */
export class RecordingLog implements Log {
  readonly lines: {
    readonly level: 'info' | 'warn' | 'error';
    readonly event: string;
    readonly fault?: unknown;
  }[] = [];

  info(event: string, _fields?: LogFields): void {
    this.lines.push({ level: 'info', event });
  }

  warn(event: string, _fields?: LogFields): void {
    this.lines.push({ level: 'warn', event });
  }

  error(event: string, fault: unknown, _fields?: LogFields): void {
    this.lines.push({ level: 'error', event, fault });
  }

  get errors(): readonly string[] {
    return this.lines
      .filter(({ level }) => level === 'error')
      .map(({ event, fault }) => `${event}: ${String(fault)}`);
  }
}
