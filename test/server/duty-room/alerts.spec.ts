import { randomUUID } from 'node:crypto';
import {
  acknowledgeAlert,
  answerOffer,
  countOpenAlerts,
  countOutcomes,
  declineAlert,
  listOpenAlerts,
  listPastAlerts,
  offerAlert,
  readAlert,
  readTimeline,
  readWeeklyTest,
  resolveAlert,
  withdrawAlertOffer,
} from '../../../src/contracts/escalation/alerts.js';
import { defaultPolicies } from '../../../src/domain/escalation/default-policies.js';
import type { AlertId } from '../../../src/domain/shared/ids.js';
import { minutes } from '../../../src/domain/shared/time.js';
import { AlertSweep } from '../../../src/server/escalation/advance-alert.js';
import type { StaffClient } from '../support/staff-client.js';
import { DutyRoomHouse, idOf } from './duty-room-house.js';
import { codeOf } from '../support/refusal.js';

let house: DutyRoomHouse;
let vera: StaffClient;
let mira: StaffClient;
let jovan: StaffClient;

beforeAll(async () => {
  house = await DutyRoomHouse.open();
  vera = await house.person('Vera', ['focal-point']);
  mira = await house.person('Mira', ['coordinator']);
  jovan = await house.person('Jovan', ['operator'], { phone: false });
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.api.test.source.query(
    'truncate alert, alert_event, alert_delivery, staff_notice, outbox, event cascade',
  );
});

const take = (who: StaffClient, id: AlertId) => who.call(acknowledgeAlert, { params: { id } });
const openFor = async (who: StaffClient) => (await who.call(listOpenAlerts)).items;
const timelineOf = async (who: StaffClient, id: AlertId) =>
  (await who.call(readTimeline, { params: { id } })).items;

/** An alert that only `who` is called to and only she may take. */
async function raiseFor(who: StaffClient): Promise<AlertId> {
  const staff = idOf(who);
  const red = defaultPolicies['contact-RED'];
  const steps = [{ ...red.steps[0]!, whom: [{ staff }] }];
  const policy = { ...red, id: 'for-one', steps, mayAcknowledge: [{ staff }] };
  return house.raise({ policyId: policy.id, policy });
}

describe('pages of alerts', () => {
  it('go on only from where a page ended', async () => {
    const id = await house.raise();
    const forged = (place: readonly unknown[]) => ({
      cursor: Buffer.from(JSON.stringify(place)).toString('base64url'),
    });

    for (const place of [['x', id], [9e15, id], [-8.64e15, id], [1, '\0'], [1]])
      expect([
        await codeOf(vera.call(listPastAlerts, { query: forged(place) })),
        await codeOf(vera.call(readTimeline, { params: { id }, query: forged(place) })),
      ]).toEqual(['cursor-unknown', 'cursor-unknown']);
  });
});

describe('open alerts on the page', () => {
  it('say level, kind, number, who has it, and what comes next', async () => {
    const id = await house.raise();

    const [alert] = await openFor(vera);

    expect(alert).toMatchObject({
      id,
      kind: 'contact',
      level: 'RED',
      heldBy: null,
      repeats: 0,
      round: 0,
      next: { do: 'call', at: house.api.clock.now() + minutes(2), whom: [{ duty: 'deputy' }] },
      may: { acknowledge: true, decline: true, end: false, answerOffer: false },
    });
    expect(alert!.called).toBeGreaterThan(0);
  });

  it('come the most urgent first, those that somebody has last', async () => {
    const yellow = await house.raise({ level: 'YELLOW', policyId: 'contact-quiet' });
    const held = await house.raise();
    const red = await house.raise();
    await take(vera, held);

    expect((await openFor(mira)).map(({ id }) => id)).toEqual([red, yellow, held]);
    expect(await vera.call(countOpenAlerts)).toEqual({ waiting: 2, mine: 1 });
  });

  it('show how often the last step was repeated', async () => {
    await house.raise();
    const sweep = house.api.app.get(AlertSweep, { strict: false });
    for (let minute = 0; minute < 15; minute += 1) {
      house.api.clock.advance(minutes(1));
      await sweep.run();
    }

    const [alert] = await openFor(vera);

    expect(alert).toMatchObject({ repeats: 2, next: { do: 'repeat', whom: [{ everyone: true }] } });
  });

  it('are seen by coordinators and focal points, and by nobody else whom their policy does not know', async () => {
    const id = await raiseFor(vera);

    expect((await openFor(vera)).map((alert) => alert.id)).toEqual([id]);
    expect((await openFor(mira)).map((alert) => alert.id)).toEqual([id]);
    expect(await openFor(jovan)).toEqual([]);
    expect(await codeOf(jovan.call(readAlert, { params: { id } }))).toBe('alert-unknown');
    expect(await codeOf(jovan.call(readTimeline, { params: { id } }))).toBe('alert-unknown');
    expect(await codeOf(take(jovan, id))).toBe('alert-unknown');
    expect(await codeOf(jovan.call(declineAlert, { params: { id } }))).toBe('alert-unknown');
  });

  it('are not shown to the administrator', async () => {
    await house.raise();

    expect(await codeOf(house.office.call(listOpenAlerts))).toBe('not-allowed');
    expect(await codeOf(house.office.call(countOpenAlerts))).toBe('not-allowed');
  });

  it('answer an id that is none like one that is unknown', async () => {
    expect(await codeOf(vera.call(readAlert, { params: { id: randomUUID() } }))).toBe('alert-unknown');
    expect(await codeOf(vera.call(readAlert, { params: { id: 'x' } }))).toBe('invalid-request');
  });

  it('announce every change to everybody but the administrator, without saying what changed', async () => {
    const id = await house.raise();
    await take(vera, id);

    const events: { kind: string; subject_id: string; readers: string[] }[] =
      await house.api.test.source.query(`select kind, subject_id, readers from event where kind = 'alert'`);

    expect(events).toHaveLength(2);
    for (const event of events) {
      expect(event.subject_id).toBe(id);
      expect(new Set(event.readers)).toEqual(new Set([vera, mira, jovan].map(idOf)));
    }
  });
});

describe('taking an alert in the browser', () => {
  it('stops the ladder, and records who else is there', async () => {
    const id = await house.raise();

    expect(await take(vera, id)).toEqual({ outcome: 'acknowledged' });
    expect(await take(mira, id)).toEqual({ outcome: 'also-acknowledged' });

    const [alert] = await openFor(jovan);
    expect(alert).toMatchObject({ heldBy: idOf(vera), next: { do: 'wake-again' } });
    const done = (await timelineOf(vera, id)).flatMap((line) =>
      line.is === 'event' ? [[line.what, line.staffId]] : [],
    );
    expect(done.slice(0, 2)).toEqual([
      ['also-acknowledged', idOf(mira)],
      ['acknowledged', idOf(vera)],
    ]);
  });

  it('gives it to exactly one of two who tap at once', async () => {
    const id = await house.raise();

    const answers = await Promise.all([take(vera, id), take(mira, id)]);

    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['acknowledged', 'also-acknowledged']);
  });

  it('repeats its answer when the same tap is sent twice', async () => {
    const id = await house.raise();
    const key = randomUUID();
    const send = () => vera.call(acknowledgeAlert, { params: { id }, key });

    expect([await send(), await send()]).toEqual([{ outcome: 'acknowledged' }, { outcome: 'acknowledged' }]);
    expect(
      (await timelineOf(vera, id)).filter((line) => line.is === 'event' && /acknow/.test(line.what)),
    ).toHaveLength(1);
  });

  it('is refused to a coordinator whom the policy does not let take it', async () => {
    const id = await raiseFor(vera);

    expect(await codeOf(take(mira, id))).toBe('alert-not-yours');
    expect((await openFor(mira))[0]!.may.acknowledge).toBe(false);
  });

  it('gives it back with "not me", and everybody is called again', async () => {
    const id = await house.raise();
    await take(vera, id);

    expect(await vera.call(declineAlert, { params: { id } })).toEqual({ outcome: 'given-back' });
    expect((await openFor(vera))[0]).toMatchObject({ heldBy: null, round: 1 });
  });
});

describe('handing an alert over', () => {
  it('leaves it with the first until the other says yes', async () => {
    const id = await house.raise();
    await take(vera, id);
    await vera.call(offerAlert, { params: { id }, body: { to: idOf(mira) } });
    expect((await openFor(mira))[0]).toMatchObject({
      heldBy: idOf(vera),
      offeredTo: idOf(mira),
      may: { answerOffer: true, end: false },
    });

    await mira.call(answerOffer, { params: { id }, body: { accept: true } });

    expect((await openFor(vera))[0]).toMatchObject({ heldBy: idOf(mira), offeredTo: null });
    expect(await codeOf(mira.call(answerOffer, { params: { id }, body: { accept: true } }))).toBe(
      'alert-offer-gone',
    );
  });

  it('is taken back by whoever asked, and by nobody else; the timeline says so', async () => {
    const id = await house.raise();
    await take(vera, id);
    const withdraw = (who: StaffClient) => who.call(withdrawAlertOffer, { params: { id } });
    expect(await codeOf(withdraw(vera))).toBe('alert-offer-gone');
    await vera.call(offerAlert, { params: { id }, body: { to: idOf(mira) } });
    expect(await codeOf(withdraw(mira))).toBe('alert-not-yours');

    await withdraw(vera);

    expect((await openFor(mira))[0]).toMatchObject({ heldBy: idOf(vera), offeredTo: null });
    expect(await codeOf(mira.call(answerOffer, { params: { id }, body: { accept: true } }))).toBe(
      'alert-offer-gone',
    );
    expect(await timelineOf(vera, id)).toContainEqual(
      expect.objectContaining({ what: 'offer-withdrawn', staffId: idOf(mira) }),
    );
    await vera.call(resolveAlert, { params: { id }, body: { outcome: 'resolved' } });
    expect(await codeOf(withdraw(vera))).toBe('alert-over');
  });

  it('is refused to whoever does not have it, and towards a colleague whose phone would not ring', async () => {
    const id = await house.raise();
    await take(vera, id);

    expect(await codeOf(mira.call(offerAlert, { params: { id }, body: { to: idOf(vera) } }))).toBe(
      'alert-not-yours',
    );
    expect(await codeOf(vera.call(offerAlert, { params: { id }, body: { to: idOf(jovan) } }))).toBe(
      'colleague-unreachable',
    );
  });
});

describe('the weekly test on the page', () => {
  it('is for those who look after the watch, and says so when there was none yet', async () => {
    expect(await vera.call(readWeeklyTest)).toMatchObject({ latest: null, silent: [] });
    expect(await codeOf(jovan.call(readWeeklyTest))).toBe('not-allowed');
    expect(await codeOf(house.office.call(readWeeklyTest))).toBe('not-allowed');
  });
});

describe('the end of an alert', () => {
  it('comes only from whoever has it; the first outcome stays', async () => {
    const id = await house.raise();
    await take(vera, id);
    const end = (who: StaffClient, outcome: 'resolved' | 'false-alarm') =>
      who.call(resolveAlert, { params: { id }, body: { outcome } });

    expect(await codeOf(end(mira, 'resolved'))).toBe('alert-not-yours');
    expect(await end(vera, 'resolved')).toEqual({ outcome: 'resolved' });
    expect(await codeOf(end(vera, 'false-alarm'))).toBe('alert-over');
    expect(await codeOf(take(mira, id))).toBe('alert-over');
    expect(await openFor(vera)).toEqual([]);
    expect(await vera.call(readAlert, { params: { id } })).toMatchObject({
      open: null,
      past: { outcome: 'resolved', resolvedBy: idOf(vera) },
    });
  });

  it('says that the contact goes on when a newer alert about it is open', async () => {
    const subject = { id: randomUUID(), number: 7 };
    const older = await house.raise({ subject });
    await take(vera, older);
    const newer = await house.raise({ subject });

    const answer = await vera.call(resolveAlert, { params: { id: older }, body: { outcome: 'resolved' } });

    expect(answer).toEqual({ outcome: 'contact-goes-on' });
    expect((await openFor(vera)).map(({ id }) => id)).toEqual([newer]);
  });

  it('is counted by kind, never by person', async () => {
    for (const outcome of ['resolved', 'false-alarm'] as const) {
      const id = await house.raise();
      await take(vera, id);
      await vera.call(resolveAlert, { params: { id }, body: { outcome } });
    }

    const { kinds } = await mira.call(countOutcomes);

    expect(kinds).toEqual([{ kind: 'contact', ended: 2, falseAlarms: 1 }]);
    expect(await codeOf(jovan.call(countOutcomes))).toBe('not-allowed');
  });

  it('is read page by page, the newest first, and only by whom it concerns', async () => {
    const ended: AlertId[] = [];
    for (let count = 0; count < 5; count += 1) {
      house.api.clock.advance(minutes(1));
      const id = count === 2 ? await raiseFor(vera) : await house.raise();
      await take(vera, id);
      await vera.call(resolveAlert, { params: { id }, body: { outcome: 'resolved' } });
      ended.unshift(id);
    }

    const seen: AlertId[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: { id: AlertId }[]; next: string | null } = await vera.call(listPastAlerts, {
        query: { limit: 2, ...(cursor && { cursor }) },
      });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }

    expect(seen).toEqual(ended);
    const { items } = await jovan.call(listPastAlerts);
    expect(items.map(({ id }) => id)).toEqual(ended.filter((_id, index) => index !== 2));
  });
});

describe('the timeline', () => {
  it('has every step and every call with what became of it, the newest first, page by page', async () => {
    const id = await house.raise();
    house.api.clock.advance(minutes(3));
    await house.api.app.get(AlertSweep, { strict: false }).run();

    const whole = await timelineOf(vera, id);
    const pages: typeof whole = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: typeof whole; next: string | null } = await vera.call(readTimeline, {
        params: { id },
        query: { limit: 3, ...(cursor && { cursor }) },
      });
      pages.push(...page.items);
      cursor = page.next;
    }

    expect(pages).toEqual(whole);
    expect(whole.map(({ at }) => at)).toEqual(whole.map(({ at }) => at).sort((a, b) => b - a));
    const calls = whole.flatMap((line) => (line.is === 'call' ? [line] : []));
    expect(calls).toContainEqual(
      expect.objectContaining({
        staffId: idOf(jovan),
        channel: 'telegram',
        status: 'dead',
        code: 'no-phone',
      }),
    );
    expect(calls).toContainEqual(
      expect.objectContaining({ staffId: idOf(vera), channel: 'telegram', status: 'pending' }),
    );
    const steps = whole.flatMap((line) => (line.is === 'event' ? [line.what] : []));
    expect(steps).toEqual(expect.arrayContaining(['opened', 'climbed', 'fell-through']));
    expect(steps).not.toContain('told');
  });
});
