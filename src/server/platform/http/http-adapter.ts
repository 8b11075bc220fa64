import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { answerProblem } from './answer-problem.js';
import { putSecurityHeaders } from './security-headers.js';

/** Longest body that is read; a route's contract may say more. */
const bodyLimit = 1_048_576;

/** A parameter that is too long is nobody's id. */
const tooLongAddress = 414;

/**
 * What answers HTTP. Addresses that no router can read are refused as problems, too: Fastify by itself would repeat them.
 *
 * @param trustProxy whom it believes when he says for whom he asks
 */
export const makeHttpAdapter = (trustProxy: string | boolean): FastifyAdapter =>
  new FastifyAdapter({
    bodyLimit,
    trustProxy,
    // Streams of browsers that vanished would keep a stopping server waiting for ever.
    forceCloseConnections: true,
    frameworkErrors: refuseStrangeAddress,
  });

/** No hook runs for such a request, so that its headers are put here. */
function refuseStrangeAddress(
  { statusCode }: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  putSecurityHeaders(request, reply);
  answerProblem(reply, statusCode === tooLongAddress ? 'not-found' : 'invalid-request');
}
