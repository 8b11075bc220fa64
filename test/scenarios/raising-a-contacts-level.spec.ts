import type { AlertId } from '../../src/domain/shared/ids.js';
import { hours, minutes } from '../../src/domain/shared/time.js';
import type { AlertRequest } from '../../src/server/escalation/alert.js';
import { makeNightShift, type NightShift, type Person } from '../builders/night-shift.js';

describe('a contact who is in more danger than we thought', () => {
  let shift: NightShift;
  let mira: Person;
  let vesna: Person;
  let request: AlertRequest;

  beforeAll(async () => {
    shift = await makeNightShift();
  });
  afterAll(() => shift.db.drop());

  beforeEach(async () => {
    shift = await shift.anew();
    mira = await shift.person('Mira', { duties: ['focal-point'] });
    vesna = await shift.person('Vesna', { duties: ['operator'] });
    request = shift.request();
  });

  afterEach(() => {
    expect(shift.log.errors).toEqual([]);
  });

  async function raise(level: AlertRequest['level'], policyId: string, changes = {}): Promise<AlertId> {
    const asked = { ...request, level, policyId, ...changes };
    const id = await shift.tx((tx) => shift.raiseAlert.run(tx, asked));
    await shift.relay.drain();
    return id;
  }

  it('rings for one alert, not for two: the older one is folded into the newer', async () => {
    const orange = await raise('ORANGE', 'contact-ORANGE');

    const red = await raise('RED', 'contact-RED');
    const before = (await shift.happened(orange)).length;
    await shift.pass(minutes(30));

    expect(await shift.alert(orange)).toMatchObject({ outcome: 'folded', resolvedBy: null, nextDueAt: null });
    expect(await shift.timeline(orange)).toContainEqual(
      expect.objectContaining({ what: 'folded', staff_id: null, code: 'RED' }),
    );
    expect(await shift.happened(orange)).toHaveLength(before);
    expect((await shift.alert(red))?.resolvedAt).toBeNull();
    expect(shift.telegram.on(vesna.phone)[0]?.text).toContain('A more urgent alert took its place.');
    expect(shift.telegram.on(vesna.phone)[0]?.buttons).toEqual([]);
  });

  it('stays with the one who has the older alert', async () => {
    const orange = await raise('ORANGE', 'contact-ORANGE');
    await shift.acknowledge(orange, vesna);

    const red = await raise('RED', 'contact-RED');

    expect(await shift.alert(orange)).toMatchObject({ resolvedAt: null, acknowledgedBy: vesna.id });
    expect(await shift.alert(red)).toMatchObject({ resolvedAt: null, acknowledgedBy: null });
    expect(shift.telegram.last(mira.phone).text).toContain('RED');
  });

  it('does not silence alerts as urgent, more urgent, or about somebody else', async () => {
    const kept = [
      await raise('ORANGE', 'contact-ORANGE'),
      await raise('ORANGE', 'contact-ORANGE', { subject: shift.request().subject }),
    ];

    kept.push(await raise('ORANGE', 'answer-overdue'), await raise('YELLOW', 'contact-quiet'));
    const outcomes = await Promise.all(kept.map(async (id) => (await shift.alert(id))?.outcome));

    expect(outcomes).toEqual([null, null, null, null]);
  });

  it('does not silence an overdue answer for the sake of a notice that is sent once', async () => {
    const overdue = await raise('BLUE', 'answer-overdue-quiet');

    await raise('YELLOW', 'contact-quiet');
    const before = shift.telegram.on(vesna.phone).length;
    await shift.pass(hours(3), minutes(1));

    expect((await shift.alert(overdue))?.outcome).toBeNull();
    expect(shift.telegram.on(vesna.phone).length).toBeGreaterThan(before);
  });
});
