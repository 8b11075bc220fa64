import {
  Inject,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { firstValueFrom, from, type Observable } from 'rxjs';
import { z } from 'zod';
import type { Route } from '../../../contracts/shared/route.js';
import { Database, type Transaction } from '../database/database.js';
import { routeMetadataKey } from './access.js';
import { AnsweredWrites, type Write } from './answered-writes.js';
import { requestOf, type Attended } from './caller.js';
import { readInput } from './read-input.js';
import { PlatformRefused } from './platform-refused.js';

const keyForm = /^[\w-]{16,64}$/;

/** Around every handler of a contract: reads the request, opens its transaction, remembers and shapes the answer. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  readonly #reflector = new Reflector();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(AnsweredWrites) private readonly answered: AnsweredWrites,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const route = this.#reflector.get<Route | undefined>(routeMetadataKey, context.getHandler());
    if (!route) return next.handle();
    const request = requestOf(context);
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    request.input = readInput(route, request);
    return from(this.#answer(route, request, reply, next));
  }

  async #answer(
    route: Route,
    request: Attended,
    reply: FastifyReply,
    next: CallHandler,
  ): Promise<string | undefined> {
    const handle = async (): Promise<string | null> =>
      jsonOf(route, reply, (await firstValueFrom(next.handle(), { defaultValue: undefined })) as unknown);
    const json = await this.#carryOut(route, request, reply, handle);
    if (json !== null) void reply.type('application/json');
    return json ?? undefined;
  }

  async #carryOut(
    route: Route,
    request: Attended,
    reply: FastifyReply,
    handle: () => Promise<string | null>,
  ): Promise<string | null> {
    if (route.ownTransaction) return handle();
    if (route.method === 'GET') {
      request.transaction = this.database.reader;
      return handle();
    }
    const write = writeOf(request);
    return this.database.transaction(async (tx) => {
      request.transaction = tx;
      return write ? this.#once(tx, write, route, reply, handle) : handle();
    });
  }

  async #once(
    tx: Transaction,
    write: Write,
    route: Route,
    reply: FastifyReply,
    handle: () => Promise<string | null>,
  ): Promise<string | null> {
    const earlier = await this.answered.claim(tx, write);
    if (earlier) {
      void reply.header('idempotent-replayed', 'true');
      return earlier.json;
    }
    const json = await handle();
    await this.answered.keep(tx, write, route.answersOnce ? null : (json ?? ''));
    return json;
  }
}

/** Only what the contract names leaves; anything more is a fault of ours and answers 500. */
function jsonOf(route: Route, reply: FastifyReply, answer: unknown): string | null {
  if (!route.answer) return null;
  const encoded = z.encode(route.answer, answer);
  if (typeof encoded === 'object' && encoded !== null && 'version' in encoded)
    void reply.header('etag', `"${String(encoded.version)}"`);
  return JSON.stringify(encoded);
}

function writeOf(request: Attended): Write | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined || !request.caller) return null;
  if (typeof key !== 'string' || !keyForm.test(key))
    throw new PlatformRefused('invalid-request', {
      fields: [{ at: 'headers.idempotency-key', rule: '16 to 64 of A-Z, a-z, 0-9, _ and -' }],
    });
  const ifMatch = request.headers['if-match'] ?? '';
  const text = JSON.stringify([request.method, request.url, ifMatch, request.body ?? null]);
  return { by: request.caller.staffId, key, text };
}
