/**
 * One promise, checked without any test framework, so that the same list runs in Jest and inside a browser page.
 * A case throws when the promise is broken.
 */
export interface Case {
  readonly name: string;
  run(): void | Promise<void>;
}
