import { ApiRefused, Unreachable } from '../../../src/console/api/refused.js';
import {
  asNew,
  canGoOn,
  isReplacedBy,
  sendSteps,
  type Order,
  type Step,
} from '../../../src/console/keeper/order.js';

const level = {} as Extract<Step, { do: 'assess' }>['order']['level'];
const assess: Step = { do: 'assess', order: { object: 'a', after: null, text: '{}', level } };
const measure: Step = { do: 'measure', measure: 'm', to: { effect: 'partly' } };
const hearing: Step = { do: 'seal', kind: 'note', object: 'd', text: 'hearing' };
const release: Step = { do: 'seal', kind: 'note', object: 'r', text: 'release' };
const alarmOf = (of: string, state: 'set' | 'cleared' = 'set'): Step => ({
  do: 'alarm',
  of,
  order: { alarm: `alarm of ${of}`, counter: 1, due: 1, state },
});
const forgetDraft: Step = { do: 'forget-draft', key: 'form' };
const signed = [assess, measure, hearing, alarmOf('d'), forgetDraft];

const anOrder = (steps: readonly Step[]): Order => ({
  id: 'o',
  circle: 'c',
  what: 'assessment',
  madeAt: 1,
  steps,
  refused: null,
});

/** Sends an order to a server that answers some steps with a failure. */
async function sent(order: Order, failures: (step: Step) => Error | undefined) {
  const taken: Step[] = [];
  const kept: Order[] = [];
  const take = async (step: Step): Promise<void> => {
    const failure = failures(step);
    if (failure) throw failure;
    taken.push(step);
  };
  const left = await sendSteps(order, take, async (each) => void kept.push(each));
  return { left, taken, kept };
}
const failing =
  (what: Step['do'], failure: Error) =>
  (step: Step): Error | undefined =>
    step.do === what ? failure : undefined;

const refusal = (code: string, status = 409): ApiRefused => new ApiRefused(code, undefined, status);
const passing = [
  ['a fault of the server', refusal('fault', 500)],
  ['a gateway that gave up', refusal('fault', 504)],
  ['a busy house', refusal('busy', 503)],
  ['a database that is away', refusal('database-away', 503)],
  ['a session that has ended', refusal('not-signed-in', 401)],
  ['pins or measures that somebody else wrote first', refusal('superseded')],
  ['a chain on which colleagues are always faster', refusal('chain-superseded')],
  ['silence', new Unreachable()],
] as const;

describe('sending what was signed', () => {
  it('sends every step and leaves nothing', async () => {
    const { left, taken } = await sent(anOrder(signed), () => undefined);

    expect(taken).toEqual(signed);
    expect(left.steps).toEqual([]);
  });

  it.each(passing)('waits through %s, and goes on by itself', async (_, failure) => {
    const { left, kept } = await sent(anOrder(signed), failing('assess', failure));

    expect(kept.at(-1)).toEqual(left);
    expect(left.refused).toBeNull();
    expect(left.delay).toBeDefined();
    expect(left.steps).toEqual(signed);
    expect(canGoOn(left)).toBe(true);
    expect((await sent(left, () => undefined)).left.steps).toEqual([]);
  });

  it('sets the alarms of a hearing although a measure was refused', async () => {
    const { left, taken } = await sent(anOrder(signed), failing('measure', refusal('measure-unknown', 404)));

    expect(taken).toEqual([assess, hearing, alarmOf('d'), forgetDraft]);
    expect(left.steps).toEqual([{ ...measure, refused: { kind: 'refused', code: 'measure-unknown' } }]);
    expect(left.refused?.code).toBe('measure-unknown');
  });

  it('sets them too while the measures of the server are at fault again and again', async () => {
    const { left, taken } = await sent(anOrder(signed), failing('measure', refusal('fault', 500)));

    expect(taken).toContainEqual(alarmOf('d'));
    expect(left).toMatchObject({ steps: [measure], refused: null, delay: { code: 'fault' } });
  });

  it('sends nothing that follows from an assessment that was refused', async () => {
    const { left, taken } = await sent(anOrder(signed), failing('assess', refusal('assessment-superseded')));

    expect(taken).toEqual([]);
    expect(left.steps).toHaveLength(signed.length);
    expect(canGoOn(left)).toBe(false);
  });

  it('neither sets nor clears a reminder whose date was not sealed; other dates go their way', async () => {
    const steps = [hearing, alarmOf('d', 'cleared'), alarmOf('d'), release, alarmOf('r')];
    const { left, taken } = await sent(anOrder(steps), (step) =>
      step === hearing ? refusal('case-closed') : undefined,
    );

    expect(taken).toEqual([release, alarmOf('r')]);
    expect(left.steps).toHaveLength(3);
  });

  it('keeps what was typed while a measure of the plan still has to be corrected', async () => {
    const measures: Step = { do: 'measures', measures: [] };
    const plan: Step = { do: 'seal', kind: 'plan', object: 'p', text: '{}' };
    const { left } = await sent(
      anOrder([plan, measures, forgetDraft]),
      failing('measures', refusal('measure-refused', 422)),
    );

    expect(left.steps.map((step) => step.do)).toEqual(['measures', 'forget-draft']);
  });

  it('tries what was refused once more when a person asks for it', async () => {
    const { left } = await sent(anOrder(signed), failing('measure', refusal('measure-unknown', 404)));
    expect(canGoOn(left)).toBe(false);

    const again = await sent(asNew(left), () => undefined);

    expect(again.taken).toEqual([measure]);
    expect(again.left.steps).toEqual([]);
  });

  it('keeps what is left after every step, so that a crash repeats one at most', async () => {
    const { kept } = await sent(anOrder(signed), () => undefined);

    expect(kept.map(({ steps }) => steps.length)).toEqual([4, 3, 2, 1, 0]);
  });
});

describe('what was refused and is signed anew', () => {
  const refused = (what: Order['what'], steps: readonly Step[]): Order => ({
    ...anOrder(steps),
    id: 'older',
    what,
    refused: { kind: 'refused', code: 'measure-refused' },
  });
  const newer = (what: Order['what'], circle = 'c'): Order => ({ ...anOrder([]), what, circle });
  const owners: Step = { do: 'measures', measures: [] };

  it('is over, so that trying it again never writes over what is newer', () => {
    expect(isReplacedBy(refused('plan', [owners]), newer('plan'))).toBe(true);
    expect(isReplacedBy(refused('assessment', signed), newer('assessment'))).toBe(true);
  });

  it('stays where it is something else', () => {
    expect(isReplacedBy(refused('plan', [owners]), newer('plan', 'another case'))).toBe(false);
    expect(isReplacedBy(refused('plan', [owners]), newer('assessment'))).toBe(false);
    expect(isReplacedBy(refused('assessment', [hearing, alarmOf('d')]), newer('assessment'))).toBe(false);
    expect(isReplacedBy(refused('date', [alarmOf('d')]), newer('date'))).toBe(false);
    expect(isReplacedBy({ ...refused('plan', [owners]), refused: null }, newer('plan'))).toBe(false);
  });
});
