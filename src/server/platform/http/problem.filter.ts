import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { faultyField, type Problem } from '../../../contracts/shared/problem.js';
import type { RefusalCode } from '../../../contracts/shared/refusal-codes.js';
import { Refusal } from '../../../domain/shared/refusal.js';
import { passingFaultOf } from '../database/passing-fault.js';
import type { Log } from '../logging/log.js';
import { LOG } from '../wiring/tokens.js';
import { answerProblem } from './answer-problem.js';
import { PlatformRefused } from './platform-refused.js';
import { isKnownCode, problemKinds } from './problem-kinds.js';

/**
 * Turns whatever was thrown into RFC 9457. A refusal shows its code; anything else is a `fault` without any detail, because
 * messages of drivers carry values. Its stack goes to the log, without the message. A database that is only busy or away is said
 * to be that, and when to try again.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Log) {}

  catch(caught: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const code = codeOf(caught);
    if (code === 'fault')
      this.log.error('request-failed', caught, { method: http.getRequest<FastifyRequest>().method });
    if (code === 'busy' || code === 'database-away')
      this.log.warn('request-put-off', { why: code, method: http.getRequest<FastifyRequest>().method });
    if (reply.sent) return;
    const detail = detailOf(caught, code);
    if (detail.retryAfter !== undefined) void reply.header('retry-after', String(detail.retryAfter));
    answerProblem(reply, code, {
      ...(reasonOf(caught) === undefined ? {} : { reason: reasonOf(caught)! }),
      ...(fieldsOf(caught) ? { fields: fieldsOf(caught)! } : {}),
    });
  }
}

/** What Nest and Fastify throw by themselves says its status; what we throw says its code. */
function codeOf(caught: unknown): RefusalCode {
  if (caught instanceof Refusal) return isKnownCode(caught.code) ? caught.code : 'fault';
  return putOff[passingFaultOf(caught) ?? 'no'] ?? byStatus[statusOf(caught)] ?? 'fault';
}

const putOff: Readonly<Record<string, RefusalCode>> = { busy: 'busy', away: 'database-away' };

/** Seconds after which a database that was busy, or is just starting, is worth asking again. */
const untilAgain = 2;

function detailOf(caught: unknown, code: RefusalCode): PlatformRefused['detail'] {
  if (caught instanceof PlatformRefused) return caught.detail;
  return problemKinds[code].status === 503 ? { retryAfter: untilAgain } : {};
}

const byStatus: Readonly<Record<number, RefusalCode>> = {
  400: 'invalid-request',
  403: 'not-allowed',
  404: 'not-found',
  413: 'too-large',
  415: 'unsupported-media-type',
};

function statusOf(caught: unknown): number {
  if (typeof caught !== 'object' || caught === null) return 500;
  if (caught instanceof HttpException) return caught.getStatus();
  return 'statusCode' in caught ? Number(caught.statusCode) : 500;
}

/** A refusal may say one of its own fixed words. */
function reasonOf(caught: unknown): string | undefined {
  if (!(caught instanceof Refusal) || !('reason' in caught)) return undefined;
  return typeof caught.reason === 'string' ? caught.reason : undefined;
}

/** A refusal may name the fields that it is about: paths and rules, never what they held. */
function fieldsOf(caught: unknown): Problem['fields'] {
  if (caught instanceof PlatformRefused) return caught.detail.fields;
  if (!(caught instanceof Refusal) || !('fields' in caught)) return undefined;
  const fields = z.array(faultyField).safeParse(caught.fields);
  return fields.success ? fields.data : undefined;
}
