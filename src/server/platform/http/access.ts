import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';

/** Who may call a route. `anyone` needs a reason in a comment beside it; `telegram` is judged by the webhook's secret. */
export type Caller = 'anyone' | 'telegram';

const metadataKey = 'zaklon:callers';
const pathMetadataKey = 'path';

/** Every route says who may call it; a route that does not keeps the server from starting. */
export const MayCall = (caller: Caller): MethodDecorator => SetMetadata(metadataKey, caller);

/** Refuses what no `MayCall` allows, should a route ever slip past the check at start. */
@Injectable()
export class AccessGuard implements CanActivate {
  readonly #reflector = new Reflector();

  canActivate(context: ExecutionContext): boolean {
    return this.#reflector.get<Caller | undefined>(metadataKey, context.getHandler()) !== undefined;
  }
}

/** @throws Error naming every route that does not say who may call it */
export function refuseUndeclaredRoutes(discovery: DiscoveryService): void {
  const scanner = new MetadataScanner();
  const undeclared = discovery.getControllers().flatMap(({ metatype, instance }) => {
    const prototype = Object.getPrototypeOf(instance) as Record<string, () => unknown>;
    return scanner
      .getAllMethodNames(prototype)
      .filter((name) => Reflect.hasMetadata(pathMetadataKey, prototype[name]!))
      .filter((name) => !Reflect.hasMetadata(metadataKey, prototype[name]!))
      .map((name) => `${metatype?.name ?? 'unknown'}.${name}`);
  });
  if (undeclared.length > 0)
    throw new Error(`These routes do not say who may call them: ${undeclared.join(', ')}.`);
}
