/** Tokens of what is an interface or a value, and so cannot be its own token. */
export const LOG = Symbol('Log');
export const CLOCK = Symbol('Clock');
