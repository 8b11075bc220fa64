import { newId } from '../../../src/console/assessing/new-id.js';
import { readFile, sealText, signAssessment } from '../../../src/console/keeper/assessments.js';
import { readCase, writeNote } from '../../../src/console/keeper/circles.js';
import { moveReviews } from '../../../src/console/keeper/incident-alarms.js';
import { safetyCircles } from '../../../src/console/keeper/safety.js';
import { unsentAmong } from '../../../src/console/keeper/unsent.js';
import { blank, withAlarmsFor } from '../../../src/console/pages/safety-incident-text.js';
import { appendRecord } from '../../../src/contracts/circles/records.js';
import { days, plus } from '../../../src/domain/shared/time.js';
import { aCase, codeOf, note, openKeeperHouse, type KeeperHouse } from './keeper-house.js';

let house: KeeperHouse;

beforeAll(async () => {
  house = await openKeeperHouse();
});
afterAll(() => house.close());
afterEach(() => {
  house.desk.broken = () => false;
});

const textsIn = async (id: string) =>
  (await readFile(id)).texts.map(({ object, text }) => ({ object, text }));

describe('what is sent once more, because no answer came', () => {
  it('is one version of a note, and the same one', async () => {
    const id = await aCase();
    const order = { object: newId(), text: 'She called.', base: null };

    const versions = [await writeNote(id, order), await writeNote(id, order)];

    const { lines } = await readCase(id);
    expect(lines).toMatchObject([{ versions: [{ hash: versions[0], text: 'She called.' }] }]);
    expect(versions[1]).toBe(versions[0]);
  });

  it('is one plan, and another text is its next version', async () => {
    const id = await aCase();
    const object = newId();
    const sealed = (text: string) => sealText(id, { kind: 'plan', object, text });

    await sealed('change the lock');
    await sealed('change the lock');
    await sealed('change the lock today');

    expect(await textsIn(id)).toEqual([
      { object, text: 'change the lock' },
      { object, text: 'change the lock today' },
    ]);
  });

  it('is one plan also when somebody planned meanwhile, and that one is not written over unseen', async () => {
    const id = await aCase();
    const [first, second] = [newId(), newId()];
    const sealed = (object: string, text: string, base: string | null) =>
      sealText(id, { kind: 'plan', object, text, base });
    await sealed(first, 'change the lock', null);
    const record = (await readFile(id)).texts[0]!.record;
    await sealed(first, 'change the lock today', record);

    await sealed(first, 'change the lock today', record);
    const refused = await codeOf(sealed(second, 'move her', record));

    expect(refused).toBe('plan-superseded');
    expect(await textsIn(id)).toEqual([
      { object: first, text: 'change the lock' },
      { object: first, text: 'change the lock today' },
    ]);
  });

  it('is one assessment, after which nobody begins from what was before it', async () => {
    const id = await aCase();
    const assessed = house.api.clock.now();
    const level = {
      instrument: 'VSRA',
      version: 0,
      computed: 2,
      inForce: 2,
      flags: 0,
      assessed,
      due: plus(assessed, days(30)),
      loweredUntil: 0,
    } as const;
    const order = { object: newId(), after: null, text: JSON.stringify({ level }), level };

    await signAssessment(id, order);
    await signAssessment(id, order);

    expect((await textsIn(id)).map(({ text }) => text)).toEqual([order.text]);
    expect(await codeOf(signAssessment(id, { ...order, object: newId() }))).toBe('assessment-superseded');
  });

  it('is told to a case once, however often the moving of its review failed', async () => {
    const id = await aCase();
    const circles = await safetyCircles();
    const mine = circles.cases.filter((circle) => circle.id === id);
    const me = house.desk.staffId;
    const reported = { number: 1, reportedAt: house.api.clock.now(), circles };
    const cases = mine.map(({ facts }) => facts!.number);
    const incident = withAlarmsFor({ ...blank(reported, me), cases }, circles, me);
    const move = () => moveReviews(incident, mine, { case: 'Somebody rang at the shelter.', file: '' });
    house.desk.broken = ({ method, path }) => method === 'POST' && path === `/api/v1/circles/${id}/triggers`;

    const outcomes = [await codeOf(move()), await codeOf(move())];

    expect(outcomes).toEqual(['fault', 'fault']);
    expect((await readCase(id)).lines).toMatchObject([
      { versions: [{ text: 'Somebody rang at the shelter.' }] },
    ]);
  });
});

describe('a note that somebody has amended since it was read', () => {
  it('is not written over', async () => {
    const id = await aCase();
    const object = newId();
    const first = await writeNote(id, { object, text: 'one', base: null });
    await writeNote(id, { object, text: 'two', base: first });

    const answer = await codeOf(writeNote(id, { object, text: 'three', base: first }));

    expect(answer).toBe('note-superseded');
    expect((await readCase(id)).lines).toMatchObject([{ versions: [{ text: 'one' }, { text: 'two' }] }]);
  });
});

describe('a note that is on its way while another one arrives', () => {
  it('is sealed anew after that one', async () => {
    const id = await aCase();
    let isDone = false;
    house.desk.meanwhile = async ({ method, path }) => {
      if (isDone || method !== appendRecord.method || !path.endsWith('/records')) return;
      isDone = true;
      await note(id, 'first');
    };

    await note(id, 'second');
    house.desk.meanwhile = async () => undefined;

    expect((await readCase(id)).lines).toMatchObject([
      { versions: [{ text: 'first' }] },
      { versions: [{ text: 'second' }] },
    ]);
  });
});

describe('what signing out would erase', () => {
  it('counts a form that was signed and waits once, and beside it what was only typed', () => {
    const keys = [
      'draft goran case-1 assess VSRA',
      'draft goran case-1 ',
      'waiting goran case-1 order-1',
      'pins goran',
    ];
    const steps = [{ do: 'forget-draft', key: 'assess VSRA' }] as const;

    expect(unsentAmong('goran', keys, [{ circle: 'case-1', steps }])).toEqual({ drafts: 1, orders: 1 });
    expect(unsentAmong('goran', keys, [{ circle: 'case-2', steps }])).toEqual({ drafts: 2, orders: 1 });
  });
});
