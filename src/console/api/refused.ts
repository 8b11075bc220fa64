/** The server said no. `code` is stable; `reason` one of a few fixed words. */
export class ApiRefused extends Error {
  constructor(
    readonly code: string,
    readonly reason: string | undefined,
    readonly status: number,
  ) {
    super(code);
  }
}

/** Nothing was heard from the server. A write that carries a key may safely be sent again. */
export class Unreachable extends Error {}
