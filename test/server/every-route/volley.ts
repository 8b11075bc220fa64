import fc from 'fast-check';
import { ROLES } from '../../../src/contracts/shared/people.js';
import type { Route } from '../../../src/contracts/shared/route.js';
import { rows } from '../../../src/server/platform/database/database.js';
import { ORIGIN } from '../support/api-house.js';
import type { EveryApiHouse } from './every-api-house.js';
import { addressOf } from './every-contract.js';
import { KnownThings } from './known-things.js';
import { admits, brokenPromises, codeOf, type Broken, type Caller, type Promised } from './promises.js';
import { SIGNER, type SignedThings } from './signed-things.js';
import { drawnFor, send, shotOf, type Answer, type Drawn, type Shot } from './shot.js';
import { everyOddAddress, spoils, type Spoil } from './spoil.js';
import { WatchedDatabase } from './watched-database.js';

const callers: readonly Caller[] = [...ROLES, 'nobody'];

/** How a request is sent: by whom, and what is wrong with it. */
interface Order {
  /** 0 and 1: somebody whom the route admits; 2: anybody. */
  readonly who: number;
  readonly caller: number;
  readonly spoil: Spoil | null;
}

const orders: fc.Arbitrary<Order> = fc.record({
  who: fc.nat(2),
  caller: fc.nat(10_000),
  spoil: fc.option(spoils, { freq: 2 }),
});

/**
 * Asks every route again and again: requests of its own form, and such with one thing wrong, by people of every role and by
 * nobody. What it draws follows from the seed; ids and sealed bytes are those that the house has then.
 */
export class Volley {
  /** What went wrong, each kind of fault of a route once: how to see it again. */
  readonly faults = new Map<string, { readonly promised: Promised; readonly story: string }>();
  /** How often each route answered with success, and how often each code was given. */
  readonly done = new Map<string, number>();
  readonly refused = new Map<string, number>();
  readonly #known = new KnownThings();
  readonly #watched: WatchedDatabase;
  readonly #drawn: readonly { readonly route: Route; readonly own: fc.Arbitrary<Drawn> }[];
  #sent = 0;

  constructor(
    private readonly house: EveryApiHouse,
    routes: readonly Route[],
    private readonly seed: number,
    private readonly signed: SignedThings,
  ) {
    this.#watched = new WatchedDatabase(house.api.test.database.reader);
    this.#drawn = routes.map((route) => ({ route, own: drawnFor(route) }));
  }

  /** From now on, nothing may change without being seen. */
  begin(): Promise<void> {
    return this.#watched.begin();
  }

  /** @param rounds how often each route is asked */
  async fire(rounds: number): Promise<void> {
    for (let round = 0; round < rounds; round += 1) {
      await this.#known.look(this.house.api.test.database.reader);
      for (const [index, { route, own }] of this.#drawn.entries()) {
        const seed = this.seed + round * this.#drawn.length + index;
        const [drawn] = fc.sample(fc.tuple(own, orders), { seed, numRuns: 1 });
        await this.#ask(route, drawn![0], drawn![1]);
      }
    }
  }

  /** Everything odd that can stand in an address or say a version, once for each route, by somebody whom it admits. */
  async sweep(): Promise<void> {
    await this.#known.look(this.house.api.test.database.reader);
    for (const [index, { route, own }] of this.#drawn.entries()) {
      const odd = everyOddAddress(route);
      const all = fc.sample(own, { seed: this.seed + index, numRuns: odd.length });
      for (const [at, spoil] of odd.entries())
        await this.#ask(route, all[at]!, { who: 1, caller: at, spoil });
    }
  }

  async #ask(route: Route, drawn: Drawn, order: Order): Promise<void> {
    const signed = order.who === 0 ? await this.#signedFor(route, order.caller) : null;
    const caller = signed ? SIGNER : callerFor(route, order);
    const clean = shotOf(route, { ...drawn, ...signed }, this.#known);
    const shot = order.spoil ? order.spoil.by(clean) : clean;
    const cookie = await this.#cookieOf(caller);
    const errors = this.house.api.log.errors.length;

    const answer = await send(this.house.api.url, shot, { ...this.#headers(), ...cookie }).catch(lost);

    const changed = await this.#watched.changed(route);
    this.#note(route, answer);
    const story = [
      `${addressOf(route)} as ${caller}, ${order.spoil?.name ?? 'nothing spoiled'}`,
      `  sent ${tellOf(shot)}`,
      `  got  ${answer.status} ${answer.text.slice(0, 400)}`,
      ...this.house.api.log.errors.slice(errors).map((line) => `  log  ${line.slice(0, 400)}`),
    ].join('\n');
    for (const broken of brokenPromises({ shot, answer, caller, changed })) this.#blame(route, broken, story);
  }

  async #signedFor(route: Route, pick: number): Promise<Pick<Drawn, 'params' | 'body'> | null> {
    await this.#cookieOf(SIGNER);
    const signed = await this.signed.bodyFor(route, pick).catch(() => null);
    await this.#watched.changed();
    return signed;
  }

  #blame(route: Route, { promised, what }: Broken, story: string): void {
    const key = `${addressOf(route)}: ${what}`;
    if (!this.faults.has(key)) this.faults.set(key, { promised, story: `${what}\n${story}` });
  }

  #note(route: Route, answer: Answer): void {
    const isDone = answer.status < 400;
    const [counts, key] = isDone ? [this.done, addressOf(route)] : [this.refused, codeOf(answer)];
    counts.set(key, (counts.get(key) ?? 0) + 1);
    if (isDone && answer.text !== '') this.#known.hear(JSON.parse(answer.text));
  }

  /** Each from an address of its own, because tries are counted by address. */
  #headers(): Record<string, string> {
    this.#sent += 1;
    const address = `198.18.${(this.#sent >> 8) % 256}.${this.#sent % 256}`;
    return { origin: ORIGIN, 'x-forwarded-proto': 'https', 'x-forwarded-for': address };
  }

  /** Whoever was signed out by a request signs in again. */
  async #cookieOf(caller: Caller): Promise<Record<string, string>> {
    if (caller === 'nobody') return {};
    const browser = this.house.as(caller);
    const [open] = await rows(
      this.house.api.test.database.reader,
      'select 1 from session where id = $1 and ended_at is null and expires_at > $2',
      [browser.sessionId, new Date(this.house.now)],
    );
    if (!open) {
      await browser.signIn(browser.person!);
      await this.#watched.changed();
    }
    return { cookie: browser.cookie! };
  }
}

function callerFor(route: Route, { who, caller }: Order): Caller {
  const fitting = callers.filter((each) => admits(route, each));
  const list = who === 2 || fitting.length === 0 ? callers : fitting;
  return list[caller % list.length]!;
}

const lost = (error: unknown): Answer => ({ status: 599, type: 'none', text: String(error) });

const tellOf = ({ path, headers, body }: Shot): string =>
  [path.slice(0, 300), JSON.stringify(headers).slice(0, 300), String(body ?? '').slice(0, 600)].join(' ');
