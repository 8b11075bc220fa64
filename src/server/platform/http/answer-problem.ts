import type { FastifyReply } from 'fastify';
import type { Problem } from '../../../contracts/shared/problem.js';
import type { RefusalCode } from '../../../contracts/shared/refusal-codes.js';
import { problemKinds } from './problem-kinds.js';

/** The problem type of a code. A name, not an address: nothing is fetched from it. */
const problemType = (code: RefusalCode): string => `urn:zaklon:problem:${code}`;

/** Answers RFC 9457. @param more fixed words and fields' names, never what a request held */
export function answerProblem(
  reply: FastifyReply,
  code: RefusalCode,
  more: Pick<Problem, 'reason' | 'fields'> = {},
): void {
  const body: Problem = { type: problemType(code), ...problemKinds[code], code, ...more };
  void reply.status(body.status).type('application/problem+json').send(JSON.stringify(body));
}
