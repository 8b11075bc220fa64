import type { Answers } from './answers.js';

type Strength = 'yes' | 'suspected' | 'no';

const strengths: readonly Strength[] = ['no', 'suspected', 'yes'];

const strengthOf = (answer: string | undefined): Strength | undefined =>
  strengths.find((each) => each === answer);

/**
 * What a victim assessment already says about the worker's own danger on the same case (part B): where the perpetrator is, what
 * stands behind him, whether he may be met in court, whether something leaked. Answers that are not known there are left out, and so
 * is a "no" that does not follow: it would hide what only the worker knows. She looks at every one of them.
 *
 * @param victim answers of the person's newest assessment (VSRA)
 * @returns answers of part B
 */
export function prefillPartB(victim: Answers): Answers {
  const found: Readonly<Record<string, string | undefined>> = {
    B06: known(victim['V23']),
    B07: behindHim(victim),
    B09: inCourt(victim),
    B16: leaked(victim),
  };
  return Object.fromEntries(
    Object.entries(found).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

const known = (answer: string | undefined): string | undefined => (answer === 'unknown' ? undefined : answer);

/** V09 weapons or violence that could have killed, V08 several exploiters or a group: one is enough; "no" takes both. */
function behindHim(victim: Answers): Strength | undefined {
  const answers = [strengthOf(victim['V09']), strengthOf(victim['V08'])];
  if (answers.includes('yes')) return 'yes';
  if (answers.includes('suspected')) return 'suspected';
  return answers.every((each) => each === 'no') ? 'no' : undefined;
}

/**
 * V13 she must come to a known place, V14 the accused may be there. Whether this worker goes with her is not said, so it is suspected at
 * most; without either there is nothing to go to.
 */
function inCourt(victim: Answers): Strength | undefined {
  const answers = [strengthOf(victim['V13']), strengthOf(victim['V14'])];
  if (answers.includes('no')) return 'no';
  return answers.every((each) => each !== undefined) ? 'suspected' : undefined;
}

/** V43 asks about her own data only, so a "no" there says nothing about the rest of the case. */
function leaked(victim: Answers): Strength | undefined {
  const answer = strengthOf(victim['V43']);
  return answer === 'no' ? undefined : answer;
}
