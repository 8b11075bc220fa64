import { createServer } from 'node:net';

/** Below those that systems hand out by themselves: nobody who asks for any port gets one of these. */
const first = 20_000;
const count = 10_000;
/** Test files that run at the same time do so in processes of their own. */
let next = process.pid * 64;

/** A port at which nobody listens, another one each time, that stays free until whoever asked listens there, and while she is away. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = first + (next % count);
    next += 1;
    if (await isFree(port)) return port;
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((answer) => {
    const probe = createServer();
    probe.once('error', () => answer(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => answer(true)));
  });
