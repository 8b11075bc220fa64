import type { Answers } from '../../src/domain/assessment/answers.js';
import type { Instrument } from '../../src/domain/assessment/instrument.js';
import { levelNumber, type Level } from '../../src/domain/assessment/level.js';
import { score } from '../../src/domain/assessment/score.js';
import { statedLevel } from '../../src/domain/assessment/state-level.js';
import type { CircleId } from '../../src/domain/circle/circle.js';
import { dueAfter, dueAround, dueWhenKnownLate, TRIGGERS } from '../../src/domain/review/triggers.js';
import { days, hours, minus, minutes, plus, type Instant } from '../../src/domain/shared/time.js';
import type { Identity } from '../../src/e2ee/shared/identity.js';
import { makeReviewsDatabase, ReviewsHouse } from '../builders/reviews-house.js';
import { inBelgrade } from '../builders/working-week.js';
import { calm, psraA, psraB, vsra } from '../domain/assessment/instruments.js';
import { goran, lena, mira, staffIdOf, vera } from '../server/circles/circles-house.js';
import type { TestDatabase } from '../server/support/test-database.js';
import {
  arrival,
  atTheStation,
  beforeTheJourney,
  offeredMoney,
  stones,
  trial,
  withdrawn,
} from './support/five-scenes.js';

/**
 * The same scenes in the house: who is woken, who is told, what is to be done until when, and when somebody looks again. Goran has the
 * case, Mira coordinates, Vera is on duty as focal point, Lena has nothing to do with it.
 */
let db: TestDatabase;
let house: ReviewsHouse;
let id: CircleId;
beforeAll(async () => {
  db = await makeReviewsDatabase();
});
beforeEach(async () => {
  house = await ReviewsHouse.open(db);
  id = await house.openCase();
});
afterAll(() => db.drop());

async function assess(
  circle: CircleId,
  instrument: Instrument,
  set: Answers,
  { by = goran, victimLevel }: { by?: Identity; victimLevel?: Level } = {},
): Promise<void> {
  const result = score(instrument, calm(instrument, set), { victimLevel });
  const { provisional, criticalUnknown, due } = statedLevel(instrument, result, result.level, house.now);
  house.instrument = instrument.letters;
  await house.assess(circle, { level: levelNumber(result.level), provisional, criticalUnknown, due, by });
  await house.work();
}

/** What was written down is known a quarter of an hour later, when somebody assesses. */
const aWhile = minutes(15);
const later = (): void => house.skipTo(plus(house.now, aWhile));

/** Something happened just now, and whoever writes it down knows what. */
async function happened(circle: CircleId, trigger: string, by = goran): Promise<void> {
  const kind = TRIGGERS.find((one) => one.id === trigger)!;
  await house.happened(circle, dueAfter(kind, house.now), by);
  await house.work();
}

async function dateKnown(circle: CircleId, trigger: string, date: Instant): Promise<void> {
  const kind = TRIGGERS.find((one) => one.id === trigger)!;
  for (const due of dueAround(kind, date)) if (due > house.now) await house.date(circle, due);
  const isLate = kind.before !== null && minus(date, kind.before) <= house.now && date > house.now;
  if (isLate) await house.happened(circle, dueWhenKnownLate(kind.within, date, house.now));
}

const woken = (...people: Identity[]) =>
  people.map((one) => house.said(one).some((text) => text.startsWith('LOUD')));
const nobody = [false, false, false, false];
const all = [goran, mira, vera, lena] as const;
const next = async (circle = id) => (await house.review(circle)).latest;
const tasks = async () =>
  (await house.tasks.search(db.database.reader, { after: null, until: null, place: null, limit: 50 })).map(
    ({ subject, due }) => [subject, due] as const,
  );

describe('ASTRA ID 814', () => {
  it('before the journey: the focal point knows without being woken, a supervisor signs, each worker is thought of', async () => {
    await assess(id, vsra, beforeTheJourney);

    expect(woken(...all)).toEqual(nobody);
    expect(house.said(vera)).toEqual(['YELLOW · review 1001']);
    expect(house.said(mira)).toEqual([expect.stringContaining('a second signature is wanted')]);
    expect((await tasks()).sort()).toEqual(
      [goran, mira].map((one) => [staffIdOf(one), plus(house.now, hours(72))]).sort(),
    );
    expect(await next()).toBe(plus(house.now, days(7)));
  });

  it('at the station, on a Saturday night: the focal point is woken, then the others, and everybody looks again within a day', async () => {
    const office = await house.openCircle('organisation-file', mira);
    await assess(office, psraA, {}, { by: mira });
    await assess(id, vsra, beforeTheJourney);
    house.skipTo(inBelgrade(5, 9, 22));
    await happened(id, 'T01');
    const reported = await next();

    later();
    await assess(id, vsra, atTheStation);
    const atOnce = woken(...all);
    const review = await next();
    const organisation = await next(office);
    await house.until(plus(house.now, minutes(31)));

    expect(reported).toBe(inBelgrade(5, 9, 23));
    expect(atOnce).toEqual([false, false, true, false]);
    expect(woken(...all)).toEqual([true, true, true, true]);
    expect(review).toBe(inBelgrade(5, 10, 22, 15));
    expect((await house.review(id)).due).toBe(review);
    expect(organisation).toBe(review);
  });

  it('that nobody looks at again within the day: the holder and the coordinator are woken on Sunday night too', async () => {
    house.skipTo(inBelgrade(5, 9, 22));
    await assess(id, vsra, atTheStation);
    await house.endAlerts();

    await house.until(plus(inBelgrade(5, 10, 22), minutes(1)));

    expect(woken(goran, mira, vera, lena)).toEqual([true, true, true, false]);
    expect(await house.openAlerts()).toEqual(['review-overdue']);
  });
});

describe('ASTRA ID 4769', () => {
  const hearing = inBelgrade(5, 8, 9);

  it('the offer: looked at within four hours, in which nobody is woken; the withdrawal the day after brings it forward again', async () => {
    await dateKnown(id, 'T04', hearing);
    const known = await next();
    await happened(id, 'T02');
    const offered = await next();
    later();
    await assess(id, vsra, offeredMoney);
    const afterOffer = await next();
    house.skipTo(inBelgrade(5, 5, 10));
    await happened(id, 'T09');
    const withdrew = await next();
    later();
    await assess(id, vsra, withdrawn);

    expect(known).toBe(inBelgrade(5, 5, 10));
    expect(offered).toBe(inBelgrade(5, 4, 14));
    expect(afterOffer).toBe(plus(hearing, hours(24)));
    expect(withdrew).toBe(inBelgrade(5, 6, 10));
    expect(await next()).toBe(plus(hearing, hours(24)));
    expect(woken(...all)).toEqual(nobody);
    expect(house.said(vera)).toEqual(['YELLOW · review 1001']);
  });

  it('the week after the hearing: one more look, whatever was assessed before it', async () => {
    await dateKnown(id, 'T04', hearing);
    house.skipTo(inBelgrade(5, 7, 10));
    await assess(id, vsra, offeredMoney);
    const before = await next();
    house.skipTo(plus(hearing, hours(24)));
    await assess(id, vsra, withdrawn);

    expect(before).toBe(plus(hearing, hours(24)));
    expect(await next()).toBe(plus(hearing, (hours(24) + days(7)) as never));
  });
});

describe('SerbAz', () => {
  it('nobody looked who arrived: nobody is called, and somebody looks within 72 hours', async () => {
    await assess(id, vsra, arrival);

    expect([house.said(vera), house.said(mira)]).toEqual([[], []]);
    expect(await next()).toBe(plus(house.now, hours(72)));
  });

  it('he is recognised: each of the workers’ cases is looked at within a day, and each calls the focal point once', async () => {
    const others = [await house.openCase(), await house.openCase()];
    for (const one of [id, ...others]) await assess(one, vsra, arrival);
    house.skipTo(plus(house.now, hours(1)));
    for (const one of [id, ...others]) await happened(one, 'T11');
    const within = await Promise.all([id, ...others].map((one) => next(one)));
    later();
    for (const one of [id, ...others]) await assess(one, vsra, { ...arrival, V17: 'yes' });

    expect(new Set(within)).toEqual(new Set([plus(inBelgrade(5, 4, 11), hours(24))]));
    expect(house.said(vera)).toEqual([1001, 1002, 1003].map((number) => `YELLOW · review ${number}`));
    expect(woken(...all)).toEqual(nobody);
  });
});

describe('Zarubica', () => {
  it('during the trial: high and signed by a second person, looked at a week before each day in court and the day after', async () => {
    const court = inBelgrade(6, 15, 9);
    await dateKnown(id, 'T04', court);
    await assess(id, vsra, trial);
    const weekly = await next();
    house.skipTo(inBelgrade(6, 8, 9));
    await assess(id, vsra, trial);

    expect(weekly).toBe(plus(inBelgrade(5, 4, 10), days(7)));
    expect(await next()).toBe(inBelgrade(6, 15, 9));
    expect(house.said(vera)).toEqual(['YELLOW · review 1001']);
    expect((await house.review(id)).awaitsSignOff).toBe(true);
  });

  it('the worker in the taxi: her own file is looked at within the week, and its level calls nobody she has not named', async () => {
    const file = await house.openCircle('worker-file', goran, goran);
    await assess(
      file,
      psraB,
      { B03: 'yes', B05: 'yes', B06: 'released', B13: 'yes', B20: 'suspected' },
      {
        victimLevel: 'medium',
      },
    );

    expect(await house.review(file)).toMatchObject({ level: 3, awaitsSignOff: false });
    expect(await next(file)).toBe(plus(house.now, days(7)));
    expect(all.flatMap((one) => house.said(one))).toEqual([]);
  });
});

describe('stones at the window, people at the office door', () => {
  it('at two in the morning: the focal point is woken for the client, the coordinator is asked to sign when she comes to work', async () => {
    house.skipTo(inBelgrade(5, 5, 2));
    await happened(id, 'T01');
    later();
    await assess(id, vsra, stones);
    const night = [house.said(vera), house.said(mira)];

    await house.endAlerts();
    await house.until(inBelgrade(5, 5, 8));

    const sooner = 'Review 1001: needed sooner, by 05.05. 03:00.';
    expect(night).toEqual([['LOUD ORANGE · review 1001'], [sooner]]);
    expect(house.said(mira)).toEqual([sooner, expect.stringContaining('a second signature is wanted')]);
    expect(await next()).toBe(inBelgrade(5, 6, 2, 15));
  });

  it('would be told in silence while it is only suspected who threw them', async () => {
    house.skipTo(inBelgrade(5, 5, 2));
    await assess(id, vsra, { ...stones, V04: 'suspected' });

    expect(house.said(vera)).toEqual(['YELLOW · review 1001']);
    expect(woken(...all)).toEqual(nobody);
    expect(await next()).toBe(inBelgrade(5, 12, 2));
  });

  it('the worker at whose door they knocked: her file is due within a day, and she is woken when nobody has looked by then', async () => {
    const file = await house.openCircle('worker-file', goran, goran);
    await happened(file, 'E01');
    const reported = await next(file);
    later();
    await assess(file, psraB, { B01: 'yes', B15: 'yes', B06: 'released' }, { victimLevel: 'medium' });
    const due = await next(file);

    await house.until(plus(due, minutes(1)));

    expect([reported, due]).toEqual([inBelgrade(5, 4, 14), inBelgrade(5, 5, 10, 15)]);
    expect(house.said(goran)).toContain('LOUD Review 1: overdue since 05.05. 10:15.');
    expect([vera, mira].flatMap((one) => house.said(one))).toEqual([]);
  });
});
