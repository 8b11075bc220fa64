import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../../.build/evaluation/src/server/app/main.js', import.meta.url));

/** The server as a process of its own, so that it can be killed in the middle of anything. */
export class ServerProcess {
  #child: ChildProcess | null = null;
  /** How often it was killed. */
  kills = 0;
  /** How often it went down without being told to: a fault. */
  crashes = 0;

  /** @param logFile where everything that it prints goes */
  constructor(
    private readonly env: NodeJS.ProcessEnv,
    private readonly logFile: string,
  ) {}

  start(): void {
    const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...this.env };
    const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => appendFileSync(this.logFile, chunk));
    child.on('exit', (_code, signal) => {
      if (this.#child !== child) return;
      this.#child = null;
      if (signal !== 'SIGKILL') this.crashes += 1;
    });
    this.#child = child;
  }

  get running(): boolean {
    return this.#child !== null;
  }

  /** Pulls the plug and resolves when it is gone. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    this.kills += 1;
    await this.#end(child, 'SIGKILL');
  }

  /** Asks it to finish and leave. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    this.#child = null;
    await this.#end(child, 'SIGTERM');
  }

  async #end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    await gone;
  }
}
