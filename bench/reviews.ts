/**
 * What the sweep over planned reviews costs for each one that is due, beside how many are planned.
 *
 *   npm run bench reviews
 */
import { days, hours, minus, plus } from '../src/domain/shared/time.js';
import { makeReviewsDatabase, ReviewsHouse } from '../test/builders/reviews-house.js';
import { roundTheClock } from '../test/builders/working-week.js';
import { goran, staffIdOf } from '../test/server/circles/circles-house.js';

const due = 300;
const rounds = 3;
/** The target: a due review may cost so much more when a hundred times as many are planned. */
const mostTimes = 1.5;
const db = await makeReviewsDatabase();

/** So many reviews of which `due` want a reminder now; the others are planned for the coming month. Names of instruments are counted up. */
async function plan(house: ReviewsHouse, planned: number): Promise<void> {
  const circle = await house.openCase();
  const [now, from] = [new Date(house.now), new Date(minus(house.now, days(30)))];
  await db.source.query(`delete from review`);
  await db.source.query(
    `insert into review (id, circle_id, instrument, level, awaits_sign_off, assessed_at, runs_from, due_at, latest_at,
       because, holder, escalate_at, next_at)
     select gen_random_uuid(), $1, chr(65 + n / 17576 % 26 + 32 * (n / 456976 % 2)) || chr(65 + n / 676 % 26 + 32 * (n / 913952)) || chr(65 + n / 26 % 26) || chr(65 + n % 26),
       2, false, $2, $2, at, at, 'level', $3, at, case when n < $5 then $4::timestamptz else at end
     from (select n, case when n < $5 then $4::timestamptz + interval '20 hours'
             else $4::timestamptz + interval '2 days' + n * interval '2 seconds' end as at
           from generate_series(0, $6::int - 1) n) planned`,
    [circle, from, staffIdOf(goran), now, due, planned],
  );
  await db.source.query('analyze review');
}

async function costPerDue(planned: number): Promise<number> {
  const costs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const house = await ReviewsHouse.open(db, roundTheClock);
    await plan(house, planned);
    const begin = performance.now();
    await house.advance.run();
    costs.push((performance.now() - begin) / due);
    house.skipTo(plus(house.now, hours(1)));
  }
  return Math.min(...costs);
}

try {
  const few = await costPerDue(10_000);
  const many = await costPerDue(1_000_000);
  console.log(`a due review, of 10,000 planned    ${few.toFixed(2)} ms`);
  console.log(`a due review, of 1,000,000 planned ${many.toFixed(2)} ms   ${(many / few).toFixed(2)} times`);
  process.exitCode = many / few <= mostTimes ? 0 : 1;
} finally {
  await db.drop();
}
