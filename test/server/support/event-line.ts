import { patience } from '../../builders/patience.js';
export interface Heard {
  readonly id: string;
  readonly kind: string;
  readonly subject: string | null;
}

/** One open stream, as an EventSource reads it. */
export class EventLine {
  readonly heard: Heard[] = [];
  /** What it said of itself: `ready`, `beat`. */
  readonly signs: string[] = [];
  readonly ended: Promise<void>;
  readonly #stop = new AbortController();
  #id = '';

  private constructor(answer: Response) {
    this.ended = this.#read(answer);
  }

  static async open(
    url: string,
    headers: Readonly<Record<string, string>>,
    after?: string,
  ): Promise<EventLine> {
    const stop = new AbortController();
    const answer = await fetch(`${url}/api/v1/events`, {
      headers: {
        ...headers,
        ...(after === undefined ? {} : { 'last-event-id': after }),
      },
      signal: stop.signal,
    });
    if (answer.status !== 200) throw new Error(String(answer.status));
    const line = new EventLine(answer);
    line.#stop.signal.addEventListener('abort', () => stop.abort());
    while (line.at === '') await new Promise((next) => setTimeout(next, 5));
    return line;
  }

  /** The place to resume from. */
  get at(): string {
    return this.#id;
  }

  async until(count: number): Promise<Heard[]> {
    const end = performance.now() + patience;
    while (this.heard.length < count && performance.now() < end)
      await new Promise((next) => setTimeout(next, 5));
    return this.heard;
  }

  close(): void {
    this.#stop.abort();
  }

  async #read(answer: Response): Promise<void> {
    let text = '';
    try {
      for await (const chunk of answer.body!) {
        text += new TextDecoder().decode(chunk as Uint8Array);
        const blocks = text.split('\n\n');
        text = blocks.pop()!;
        blocks.forEach((block) => this.#take(block));
      }
    } catch {
      // Closed by the test.
    }
  }

  #take(block: string): void {
    const lines = new Map(
      block.split('\n').map((line) => line.split(/: ?(.*)/s).slice(0, 2) as [string, string]),
    );
    if (lines.has('id')) this.#id = lines.get('id')!;
    const data = lines.get('data');
    if (lines.has('event')) this.signs.push(lines.get('event')!);
    if (data === undefined || lines.has('event')) return;
    const { kind, id } = JSON.parse(data) as { kind: string; id: string | null };
    this.heard.push({ id: this.#id, kind, subject: id });
  }
}
