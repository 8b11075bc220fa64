// What makes a token: a name, or a class. Parameters of any type: a token is only compared, never called.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Token = string | symbol | (abstract new (...dependencies: any[]) => object);

interface Provider {
  readonly provide: Token;
  readonly useFactory: (...dependencies: never[]) => object;
  readonly inject: Token[];
}

/**
 * Wires a plain class by naming the tokens of its constructor's parameters, one for each, in order. A class put into
 * `providers` as it is would get `undefined` for all of them, without a word.
 */
export function provide<Dependencies extends readonly unknown[]>(
  type: new (...dependencies: Dependencies) => object,
  inject: { readonly [Index in keyof Dependencies]: Token },
): Provider {
  return {
    provide: type,
    useFactory: (...dependencies) => new type(...(dependencies as unknown as Dependencies)),
    inject: [...(inject as readonly Token[])],
  };
}
