/**
 * How many assessments one core scores in a second, beside the bare work of walking their items.
 *
 *   npm run bench assessments
 *
 * Exits with 1 when it misses 20,000 victim assessments a second.
 */
import { chosen, type Answers } from '../src/domain/assessment/answers.js';
import { explain } from '../src/domain/assessment/explain.js';
import type { Instrument } from '../src/domain/assessment/instrument.js';
import { score } from '../src/domain/assessment/score.js';
import { readAssessmentInstruments } from '../src/server/platform/instruments/read-assessment-instruments.js';

const forms = 2_000;
const rounds = 15;
const wanted = 20_000;

/** Forms as they come: mostly answered, a fifth of it unknown. The same ones in every run. */
const formsOf = ({ items }: Instrument): readonly Answers[] =>
  Array.from({ length: forms }, (_, form) =>
    Object.fromEntries(
      items.map(({ id, options }, at) => [
        id,
        options[(form * 31 + at * 17 + form * at) % options.length]?.id ?? 'unknown',
      ]),
    ),
  );

/** The median of several rounds, as forms a second: a median, because the machine has other work. */
function perSecond(all: readonly Answers[], work: (answers: Answers) => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const begin = performance.now();
    for (const answers of all) work(answers);
    return performance.now() - begin;
  }).sort((one, other) => one - other);
  return Math.round((forms * 1_000) / (times[Math.floor(rounds / 2)] ?? 1));
}

let met = true;
for (const { instrument } of readAssessmentInstruments()) {
  const all = formsOf(instrument);
  const bare = perSecond(all, (answers) => instrument.items.map((item) => chosen(item, answers).value));
  const scored = perSecond(all, (answers) => score(instrument, answers));
  const explained = perSecond(all, (answers) => explain(score(instrument, answers)));
  console.log(
    `${instrument.id.padEnd(8)} scored ${scored}/s, with explanation ${explained}/s, bare walk ${bare}/s (${((100 * scored) / bare).toFixed(0)} % of it)`,
  );
  if (instrument.id === 'VSRA' && scored < wanted) met = false;
}
if (!met) console.log(`Missed: ${wanted} victim assessments a second.`);
process.exitCode = met ? 0 : 1;
