/** Longer lines are refused, so that input without line breaks cannot fill the memory. In bytes. */
export const LONGEST_LINE = 1_048_576;

/** One line of input without its line break; `null` stands for a line longer than `LONGEST_LINE`. */
export type Line = Buffer | null;

const NEWLINE = 0x0a;

/** Cuts a stream of bytes into lines and holds one line at a time. A last line without a line break counts. */
export async function* linesOf(input: AsyncIterable<Buffer | string>): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let length = 0;
  const take = (): Line => {
    const line = length > LONGEST_LINE ? null : Buffer.concat(parts);
    parts = [];
    length = 0;
    return line;
  };
  const hold = (part: Buffer): void => {
    length += part.length;
    if (length > LONGEST_LINE) parts = [];
    else parts.push(part);
  };
  for await (const chunk of input) {
    let rest = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
      hold(rest.subarray(0, end));
      yield take();
      rest = rest.subarray(end + 1);
    }
    hold(rest);
  }
  if (length > 0) yield take();
}
