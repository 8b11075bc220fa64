/** Lets so many through at once; the others wait in line, and not for ever. */
export class Gate {
  readonly #line: (() => void)[] = [];
  #free: number;

  constructor(
    atOnce: number,
    private readonly patienceMilliseconds: number,
  ) {
    this.#free = atOnce;
  }

  /** @returns whether the caller may pass; whoever may must `leave` afterwards */
  async enter(): Promise<boolean> {
    if (this.#free > 0) {
      this.#free -= 1;
      return true;
    }
    return new Promise((resolve) => {
      const turn = (): void => {
        clearTimeout(timer);
        resolve(true);
      };
      const timer = setTimeout(() => {
        this.#line.splice(this.#line.indexOf(turn), 1);
        resolve(false);
      }, this.patienceMilliseconds);
      this.#line.push(turn);
    });
  }

  leave(): void {
    const next = this.#line.shift();
    if (next) next();
    else this.#free += 1;
  }
}
