import { once } from 'node:events';
import process from 'node:process';
import { score, type Streams } from './score.js';

/** Each command: its arguments in, its exit code out. */
const COMMANDS: Readonly<Record<string, (args: readonly string[], streams: Streams) => Promise<number>>> = {
  score,
};

const streams: Streams = {
  input: process.stdin,
  print: async (text) => {
    if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  },
  complain: (text) => void process.stderr.write(text),
};

/** `head` and friends close the pipe early; that is no fault of ours. */
process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  process.exit(fault.code === 'EPIPE' ? 0 : 1);
});

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (command === undefined) {
  streams.complain(`Name one command: ${Object.keys(COMMANDS).join(', ')}.\n`);
  process.exitCode = 2;
} else {
  process.exitCode = await command(args, streams);
}
