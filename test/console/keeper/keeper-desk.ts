import { hold } from '../../../src/console/keeper/state.js';
import { idText } from '../../../src/contracts/shared/scalars.js';
import { PinSet } from '../../../src/e2ee/account/pin-set.js';
import type { StaffClient } from '../../server/support/staff-client.js';

interface Asked {
  readonly method: string;
  readonly path: string;
}

/** What a server that cannot be trusted makes of an honest answer. */
export type Meddle = (asked: Asked, answer: unknown) => unknown;

/**
 * The keeper of the console, in Node instead of a worker: its own modules, before the real API. One person sits here for as long
 * as a test file lasts, because the keeper remembers what it has verified.
 */
export class KeeperDesk {
  meddle: Meddle = (_asked, answer) => answer;
  /** What happens in the house while a request is on its way. */
  meanwhile: (asked: Asked) => Promise<void> = async () => undefined;
  /** Requests to which the house answers that something broke. */
  broken: (asked: Asked) => boolean = () => false;

  private constructor(
    /** Who sits here. */
    readonly staffId: string,
    private readonly browser: StaffClient,
    private readonly overNetwork: typeof fetch,
  ) {}

  /** @param browser somebody who is signed in */
  static async of(browser: StaffClient): Promise<KeeperDesk> {
    const { identity, accountSecret } = browser.person!;
    const directory = await browser.directory();
    const desk = new KeeperDesk(idText(identity.user), browser, globalThis.fetch);
    globalThis.fetch = (address, request) => desk.#fetch(address as string, request ?? {});
    const known = { user: identity.user, accountSecret, identity, directory };
    hold({ ...known, olderSealing: [], pins: new PinSet(), pinsVersion: 0 });
    return desk;
  }

  leave(): void {
    globalThis.fetch = this.overNetwork;
  }

  async #fetch(path: string, { method = 'GET', headers, body }: RequestInit): Promise<Response> {
    // The house's own client asks through the same `fetch`, with whole addresses.
    if (!path.startsWith('/'))
      return this.overNetwork(path, { method, headers: headers!, body: body ?? null });
    await this.meanwhile({ method, path });
    if (this.broken({ method, path })) return new Response('{}', { status: 500 });
    const sent = typeof body === 'string' ? (JSON.parse(body) as unknown) : undefined;
    const { status, text } = await this.browser.raw(method, path, sent, headers as Record<string, string>);
    if (status === 204) return new Response(null, { status });
    const answer = await this.meddle({ method, path }, JSON.parse(text));
    return new Response(JSON.stringify(answer), { status, headers: { 'content-type': 'application/json' } });
  }
}
