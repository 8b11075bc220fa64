import type { Log } from '../../src/server/platform/logging/log.js';

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
