/** SQLSTATE classes and network codes that say nothing about the statement: the database is away, full, or restarts. */
const away = /^(08|57P|25P03)|^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)/;
/** Too many at once, two that waited for each other, or one that waited too long: the statement was not carried out. */
const busy = /^(53|40|55P03|57014)/;
const awayWordings =
  /Connection terminated|timeout exceeded|Query read timeout|Client (has encountered|was closed)|Connection ended|Query runner already released/;
/** No connection became free in time, so nothing was asked of the database. */
const busyWording = /^timeout exceeded when trying to connect/;

/**
 * `busy`: nothing was done. `away`: the connection was lost, maybe in the middle; a write that was being committed may be there.
 * Null: the fault lies elsewhere, and trying again would not help.
 */
export function passingFaultOf(error: unknown): 'busy' | 'away' | null {
  const fault = error instanceof Error && 'driverError' in error ? error.driverError : error;
  if (!(fault instanceof Error)) return null;
  const code: unknown = 'code' in fault ? fault.code : undefined;
  const [text, isBusy, isAway] =
    typeof code === 'string' ? [code, busy, away] : [fault.message, busyWording, awayWordings];
  if (isBusy.test(text)) return 'busy';
  return isAway.test(text) ? 'away' : null;
}

/** Whether the same may succeed in a moment, because only the way to the database was in trouble. */
export const isPassingFault = (error: unknown): boolean => passingFaultOf(error) !== null;
