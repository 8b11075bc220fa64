import { AskingInbox, hearInbox, type InboxState } from '../../../src/console/session/inbox-presence.js';
import { Live } from '../../../src/console/session/live.js';
import { ApiRefused, Unreachable } from '../../../src/console/api/refused.js';
import type { LineSign } from '../../../src/contracts/shared/events.js';

/** What a browser has, as far as the console uses it. */
class FakeSource {
  static readonly CLOSED = 2;
  static readonly all: FakeSource[] = [];
  readyState = 1;
  onmessage: (said: { data: string; lastEventId: string }) => void = () => undefined;
  onerror: () => void = () => undefined;
  readonly #signs = new Map<string, (said: { lastEventId: string }) => void>();

  constructor(readonly url: string) {
    FakeSource.all.push(this);
  }

  addEventListener(sign: string, hear: (said: { lastEventId: string }) => void): void {
    this.#signs.set(sign, hear);
  }

  close(): void {
    this.readyState = FakeSource.CLOSED;
  }

  sign(sign: LineSign, lastEventId = '7'): void {
    this.#signs.get(sign)?.({ lastEventId });
  }

  tell(kind: string, lastEventId: string): void {
    this.onmessage({ data: JSON.stringify({ kind, id: null, at: 1 }), lastEventId });
  }

  fail(readyState: number): void {
    this.readyState = readyState;
    this.onerror();
  }
}

const line = (): FakeSource => FakeSource.all.at(-1)!;

let live: Live;
let heard: string[];
let leave: () => void;

beforeEach(() => {
  import.meta.jest.useFakeTimers();
  FakeSource.all.length = 0;
  const nothing = (): void => undefined;
  Object.assign(globalThis, {
    EventSource: FakeSource,
    addEventListener: nothing,
    removeEventListener: nothing,
  });
  live = new Live();
  heard = [];
  leave = live.listen(({ kind }) => heard.push(kind));
});
afterEach(() => {
  leave();
  import.meta.jest.useRealTimers();
});

describe('the line on which the house says that something changed', () => {
  it('has everybody read again who read before it was ready, and nobody who came later', () => {
    line().sign('ready');
    const late: string[] = [];
    const leaveToo = live.listen(({ kind }) => late.push(kind));
    line().tell('alert', '8');
    leaveToo();

    expect([heard, late]).toEqual([['start-over', 'alert'], ['alert']]);
  });

  it('is not read anew when the browser itself took up a broken line again', () => {
    line().sign('ready');
    line().fail(0);
    const [broken, lines] = [live.standing(), FakeSource.all.length];
    line().sign('ready', '9');

    expect([broken, live.standing(), lines]).toEqual(['lost', 'open', 1]);
    expect(heard).toEqual(['start-over']);
  });

  it('counts as lost when it hangs for forty seconds, and goes on from the place that it had reached', () => {
    line().sign('ready', '7');
    line().tell('alert', '12');
    import.meta.jest.advanceTimersByTime(39_000);
    const before = live.standing();
    import.meta.jest.advanceTimersByTime(1_001);
    const hanging = [live.standing(), line().url];
    line().sign('ready', '12');

    expect(before).toBe('open');
    expect(hanging).toEqual(['lost', '/api/v1/events?after=12']);
    expect([live.standing(), FakeSource.all[0]?.readyState, heard]).toEqual([
      'open',
      FakeSource.CLOSED,
      ['start-over', 'alert'],
    ]);
  });

  it('is alive as long as it beats', () => {
    line().sign('ready');
    for (let beat = 0; beat < 20; beat += 1) {
      import.meta.jest.advanceTimersByTime(15_000);
      line().sign('beat');
    }

    expect([live.standing(), FakeSource.all.length]).toEqual(['open', 1]);
  });

  it('asks again after a refusal, and has everybody read, so that an ended session is seen', () => {
    line().sign('ready');
    line().fail(FakeSource.CLOSED);
    import.meta.jest.advanceTimersByTime(5_000);

    expect([FakeSource.all.length, line().url, heard]).toEqual([
      2,
      '/api/v1/events',
      ['start-over', 'start-over'],
    ]);
  });
});

describe('being in the inbox', () => {
  const state = { open: 1 } as InboxState;

  it('ends by the word of the server alone', async () => {
    const answers = await Promise.all(
      ['not-in-the-inbox', 'inbox-missing'].map((code) =>
        hearInbox(() => Promise.reject(new ApiRefused(code, undefined, 404))),
      ),
    );

    expect(answers).toEqual([null, null]);
  });

  it.each([
    ['the line is down', new Unreachable()],
    ['the house is too busy', new ApiRefused('busy', undefined, 503)],
    ['something broke', new ApiRefused('fault', undefined, 500)],
  ])('stands as it was while %s', async (_what, caught) => {
    expect(await hearInbox(() => Promise.reject(caught))).toBe('unheard');
    expect(await hearInbox(() => Promise.resolve(state))).toBe(state);
  });

  describe('asking how it stands', () => {
    let answers: { give: (state: InboxState) => void; fail: (reason: Error) => void }[];
    let told: (InboxState | null)[];
    let asking: AskingInbox;
    const settled = (): Promise<void> => import.meta.jest.advanceTimersByTimeAsync(0);
    const later = (): Promise<void> => import.meta.jest.advanceTimersByTimeAsync(60_000);

    beforeEach(() => {
      [answers, told] = [[], []];
      const read = (): Promise<InboxState> => new Promise((give, fail) => answers.push({ give, fail }));
      asking = new AskingInbox(read, (heard) => told.push(heard));
    });

    it('goes on until the house answers, at one pace however many asked', async () => {
      void asking.ask();
      void asking.ask();
      for (const { fail } of answers) fail(new Unreachable());
      await later();
      answers.at(-1)?.give(state);
      await later();

      expect([answers.length, told]).toEqual([3, [state]]);
    });

    it('ends with whoever asked, also while an answer is on its way', async () => {
      void asking.ask();
      asking.leave();
      answers[0]?.fail(new Unreachable());
      await later();

      expect([answers.length, told]).toEqual([1, []]);
    });

    it('tells nobody who has left', async () => {
      void asking.ask();
      asking.leave();
      answers[0]?.give(state);
      await settled();

      expect(told).toEqual([]);
    });
  });
});
