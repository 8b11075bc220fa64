import { Bot, GrammyError, HttpError, type BotConfig, type Context } from 'grammy';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.js';
import { patience } from '../builders/patience.js';

export const tokens = { intake: '7000001:intake-token', staff: '7000002:staff-token' };

/** A sandbox that starts before each test and stops after it. */
export function useSandbox(options: Partial<SandboxOptions> = {}): { get(): Sandbox } {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0, bots: tokens, ...options });
  });
  afterEach(() => sandbox.stop());
  return { get: () => sandbox };
}

/** grammY as it comes: the only thing set is where Telegram is. */
export function aBot(
  sandbox: Sandbox,
  name: keyof typeof tokens = 'intake',
  client: NonNullable<BotConfig<Context>['client']> = {},
): Bot {
  return new Bot(tokens[name], { client: { apiRoot: sandbox.url, ...client } });
}

/** What came back from a call that must fail. */
export async function refusal(
  call: Promise<unknown>,
): Promise<{ code: number; description: string; retryAfter?: number }> {
  const error: unknown = await call.then(
    () => new Error('The call went through.'),
    (reason: unknown) => reason,
  );
  if (error instanceof HttpError) return { code: 0, description: 'no answer' };
  if (!(error instanceof GrammyError)) throw error;
  const retryAfter = error.parameters.retry_after;
  return {
    code: error.error_code,
    description: error.description,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}

/** Waits for something that happens over the network, at most ten seconds. */
export async function eventually<Value>(
  look: () => Value | undefined | false | Promise<Value | undefined | false>,
): Promise<Value> {
  const deadline = Date.now() + patience;
  for (;;) {
    const value = await look();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > deadline) throw new Error('It did not happen in time.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
