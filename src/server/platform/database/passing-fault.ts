/** SQLSTATE classes and network codes that say nothing about the statement: the database is away, full, or restarts. */
const passing = /^(08|57P|53|40)|^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)/;
const wordings = /Connection terminated|timeout exceeded|Client has encountered|Connection ended/;

/** Whether the same may succeed in a moment, because only the way to the database was in trouble. */
export function isPassingFault(error: unknown): boolean {
  const fault = error instanceof Error && 'driverError' in error ? error.driverError : error;
  if (!(fault instanceof Error)) return false;
  const code: unknown = 'code' in fault ? fault.code : undefined;
  return typeof code === 'string' ? passing.test(code) : wordings.test(fault.message);
}
