import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Two ends of one connection. Once dead it carries nothing any more, not even that it was closed. */
interface Pair {
  readonly ends: readonly [near: Socket, far: Socket];
  dead: boolean;
}

/** A line to PostgreSQL that can go dead without a word, as when a cable is pulled or a router forgets it. */
export class Line {
  readonly #pairs: Pair[] = [];
  readonly #server: Server;
  #dead = false;
  #last: { readonly words: string; readonly said: () => void } | null = null;
  /** What was asked over it. */
  said = '';

  private constructor(to: URL) {
    // Otherwise each end would say goodbye for a line that is dead.
    const allowHalfOpen = true;
    const far = { port: Number(to.port || 5432), host: to.hostname, allowHalfOpen };
    this.#server = createServer({ allowHalfOpen }, (near) => this.#join(near, connect(far)));
  }

  /** @returns the line, and the address of PostgreSQL at its near end */
  static async to(url: string): Promise<{ line: Line; url: string }> {
    const line = new Line(new URL(url));
    await new Promise<void>((done) => line.#server.listen(0, '127.0.0.1', done));
    const near = new URL(url);
    near.hostname = '127.0.0.1';
    near.port = String((line.#server.address() as AddressInfo).port);
    return { line, url: near.href };
  }

  goDead(): void {
    this.#dead = true;
    for (const pair of this.#pairs) pair.dead = true;
  }

  /** Goes dead as soon as these words have gone to PostgreSQL: it does what they say, and its answer is lost. Resolves then. */
  goDeadAfter(words: string): Promise<void> {
    return new Promise((said) => (this.#last = { words, said }));
  }

  /** Carries new connections again. Those that were open when it went dead stay so. */
  heal(): void {
    this.#dead = false;
  }

  close(): void {
    for (const { ends } of this.#pairs) ends.forEach((end) => end.destroy());
    this.#server.close();
  }

  #join(near: Socket, far: Socket): void {
    const pair: Pair = { ends: [near, far], dead: this.#dead };
    this.#pairs.push(pair);
    near.on('data', (bytes) => {
      if (pair.dead) return;
      far.write(bytes);
      this.said += bytes.toString('latin1');
      if (!this.#last || !bytes.includes(this.#last.words)) return;
      this.goDead();
      this.#last.said();
      this.#last = null;
    });
    far.on('data', (bytes) => void (pair.dead || near.write(bytes)));
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const)
      end
        .on('error', () => undefined)
        .on('end', () => void (pair.dead || other.end()))
        .on('close', () => void (pair.dead || other.destroy()));
  }
}
