import { ProblemAnswer } from './staff-client.js';

const nothing = 'nothing refused';

/** The code with which the API refused, and the reason where there is one. */
export async function refusal(attempt: Promise<unknown>): Promise<string> {
  const refused = await problemOf(attempt);
  if (!refused) return nothing;
  const { code, reason } = refused.problem;
  return reason === undefined ? code : `${code}: ${reason}`;
}

/** Only the code. */
export const codeOf = async (attempt: Promise<unknown>): Promise<string> =>
  (await problemOf(attempt))?.code ?? nothing;

async function problemOf(attempt: Promise<unknown>): Promise<ProblemAnswer | null> {
  try {
    await attempt;
    return null;
  } catch (caught) {
    if (caught instanceof ProblemAnswer) return caught;
    throw caught;
  }
}
