import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { dutyName } from '../../contracts/shared/people.js';
import { staffId } from '../../contracts/shared/scalars.js';
import { overNetwork } from './api-client.js';
import { DemoFile } from './demo-file.js';
import { SettleDemo, type DemoSignIns } from './settle-demo.js';

/** What `npm start` says on our standard input. */
const order = z.strictObject({
  /** Without a slash at its end; also the origin of the console. */
  url: z.url(),
  dataDir: z.string(),
  /** A file with 7,776 words, one a line. */
  words: z.string(),
  onDuty: z.array(z.strictObject({ staffId, dutyName })),
});

const mostTries = 5;

/** Makes the invented people of an evaluation and prints how they sign in. A process of its own: hashing keeps it busy. */
async function run(): Promise<void> {
  if (process.env['NODE_ENV'] === 'production') throw new Error('Production has no invented people.');
  const { url, dataDir, words, onDuty } = order.parse(JSON.parse(await text(process.stdin)));
  const send = overNetwork(url);
  const list = readFileSync(words, 'utf8').trim().split('\n');
  const say = (progress: string): void => console.log(`· ${progress}`);
  const settle = new SettleDemo(
    { send, origin: url, dataDir, words: list, onDuty, say },
    new DemoFile(dataDir),
  );
  const signIns = await patiently(() => settle.run());
  console.log(
    signIns ? block(url, signIns).join('\n') : '· The organisation was founded by hand: no demo staff.',
  );
}

/** A database that restarts meanwhile is waited for: every step looks first whether it was done. */
async function patiently<T>(act: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await act();
    } catch (fault) {
      if (tries === mostTries) throw fault;
      await pause(1_000 * tries);
    }
  }
}

function block(url: string, { rootWords, people }: DemoSignIns): string[] {
  const line = '─'.repeat(78);
  const width = Math.max(...people.map((each) => each.dutyName.length));
  const rows = people.map(({ dutyName: name, roles, functions, passphrase }) => {
    const what = [...roles, ...functions].join(', ');
    return `  ${name.padEnd(width)}  ${passphrase}\n  ${' '.repeat(width)}  (${what})`;
  });
  return [
    '',
    line,
    `Sign in at ${url}: a name and its passphrase, no second factor.`,
    'A browser that is new asks for the words of the organisation. Compare them with these:',
    `  ${rootWords.join(' ')}`,
    '',
    ...rows,
    line,
    '',
  ];
}

try {
  await run();
} catch (fault) {
  console.error(`· The demo staff could not be made: ${fault instanceof Error ? fault.message : 'a fault'}.`);
  console.error('  Everything else runs. The next start goes on with them.');
  process.exitCode = 1;
}
