const turns = new Map<string, Promise<unknown>>();

/**
 * Does work on one thing after whatever is under way on the same thing: what has been verified is extended in place, and two
 * who read the same news at once would extend it twice and take the second for a forgery. Must not ask for its own thing again.
 */
export function inTurn<Outcome>(thing: string, work: () => Promise<Outcome>): Promise<Outcome> {
  const mine = (turns.get(thing) ?? Promise.resolve()).then(work, work);
  turns.set(thing, mine);
  return mine;
}
