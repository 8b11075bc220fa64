import {
  applyDecorators,
  createParamDecorator,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
  type ExecutionContext,
} from '@nestjs/common';
import type { AnswerOf, Route } from '../../../contracts/shared/route.js';
import type { Transaction } from '../database/database.js';
import { MayCall, routeMetadataKey } from './access.js';
import { requestOf } from './caller.js';
import { PlatformRefused } from './platform-refused.js';

type Handler<R extends Route> = (...given: never[]) => Promise<AnswerOf<R>> | AnswerOf<R>;

/**
 * Answers a contract's route: its address, who may call, the parsing of what comes in and the form of what goes out. The
 * controller itself has no prefix (`@Controller()`). A handler that returns something else does not compile.
 */
export const Api =
  <R extends Route>(route: R) =>
  <T extends Handler<R>>(target: object, name: string | symbol, method: TypedPropertyDescriptor<T>): void =>
    void applyDecorators(
      RequestMapping({ path: route.path, method: RequestMethod[route.method] }),
      HttpCode(route.answer ? 200 : 204),
      MayCall(...route.may),
      SetMetadata(routeMetadataKey, route),
    )(target, name, method);

/** The parsed request: `InputOf<typeof route>`. */
export const Input = createParamDecorator(
  (_unused: unknown, context: ExecutionContext): unknown => requestOf(context).input,
);

/**
 * The transaction of this request: what the handler writes with it is committed together with the answer that an
 * `Idempotency-Key` repeats. A read gets a plain connection.
 */
export const Tx = createParamDecorator((_unused: unknown, context: ExecutionContext): Transaction => {
  const { transaction } = requestOf(context);
  if (!transaction) throw new Error('This route opens its own transactions.');
  return transaction as Transaction;
});

/** Versions are counted in four bytes: nobody has seen a higher one. */
const highestVersion = 0x7fff_ffff;

/** The version of `If-Match: "<number>"`. */
export const ExpectedVersion = createParamDecorator((_unused: unknown, context: ExecutionContext): number => {
  const found = /^(?:W\/)?"(\d{1,10})"$/.exec(requestOf(context).headers['if-match'] ?? '');
  const version = Number(found?.[1] ?? Infinity);
  if (version > highestVersion) throw new PlatformRefused('version-needed');
  return version;
});
