/**
 * The base of everything the domain refuses. A refusal is an expected answer, not a fault: it names what is wrong by a
 * stable `code`, never carries what somebody typed, and changes nothing.
 */
export abstract class Refusal extends Error {
  abstract readonly code: string;

  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}
