import { ProblemAnswer } from './staff-client.js';

/** The code (and reason) with which the API refused, or 'nothing'. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (caught) {
    if (caught instanceof ProblemAnswer)
      return [caught.code, caught.problem.reason].filter(Boolean).join(' ');
    throw caught;
  }
  return 'nothing';
}
