import { createHash } from 'node:crypto';
import { LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';

/** A file of instruments that is not as it must be: the program does not start with it. Names the file, the line and the reason. */
export class InstrumentFileFault extends Error {
  constructor(
    readonly file: string,
    readonly line: number,
    reason: string,
  ) {
    super(`${file}:${line}: ${reason}`);
    this.name = 'InstrumentFileFault';
  }
}

/** A file's bytes, with what it takes to say where in it something is wrong. */
export class InstrumentFile {
  readonly sha256: string;
  readonly #document: Document;
  readonly #lines = new LineCounter();

  /** @throws InstrumentFileFault for a file that is not YAML */
  constructor(
    readonly name: string,
    private readonly source: string,
  ) {
    this.sha256 = createHash('sha256').update(source).digest('hex');
    this.#document = parseDocument(source, { lineCounter: this.#lines });
    const [fault] = this.#document.errors;
    if (fault !== undefined) throw this.#fault(fault.pos[0], firstLine(fault.message));
  }

  /** @throws InstrumentFileFault at the first place that does not fit */
  read<Schema extends z.ZodType>(schema: Schema): z.output<Schema> {
    const read = schema.safeParse(this.#document.toJS());
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    if (issue === undefined) throw this.#fault(0, 'is not as it must be');
    throw this.#fault(this.#placeOf(issue.path), `${issue.path.join('.')}: ${reasonOf(issue)}`);
  }

  /** @returns a fault where the thing called `word` begins: its key or its id; else at the first place where the word stands */
  faultAt(word: string, why: string): InstrumentFileFault {
    const source = this.source.replace(/^[ \t]*#.*$/gm, (line) => ' '.repeat(line.length));
    const places = [`^[ \\t]*${word}:|\\bid: ${word}\\b`, `\\b${word}\\b`];
    const at = places.map((each) => source.search(new RegExp(each, 'm'))).find((index) => index >= 0);
    return this.#fault(at ?? 0, `${word} ${why}`);
  }

  /** The nearest thing above that is there, since what is missing has no place. */
  #placeOf(path: readonly PropertyKey[]): number {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node = this.#document.getIn(path.slice(0, depth), true) as { range?: readonly number[] } | undefined;
      if (node?.range?.[0] !== undefined) return node.range[0];
    }
    return 0;
  }

  #fault(offset: number, reason: string): InstrumentFileFault {
    return new InstrumentFileFault(this.name, Math.max(1, this.#lines.linePos(offset).line), reason);
  }
}

const firstLine = (message: string): string => message.split('\n')[0] ?? message;

/** Of a choice between shapes, what the first of them misses. */
function reasonOf(issue: z.core.$ZodIssue): string {
  return issue.code === 'invalid_union' ? (issue.errors[0]?.[0]?.message ?? issue.message) : issue.message;
}
