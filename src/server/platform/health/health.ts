/** One thing that must work for this process to be of use. Named for operators; says nothing about contacts. */
export interface HealthCheck {
  readonly name: string;
  /** Must not throw for an expected failure. */
  healthy(): Promise<boolean> | boolean;
}

export interface Health {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, 'ok' | 'failing'>>;
}

/** Asks every check; one that throws is failing. */
export class HealthReport {
  constructor(private readonly checks: readonly HealthCheck[]) {}

  async run(): Promise<Health> {
    const answers = await Promise.all(
      this.checks.map(async (check) => [check.name, (await ask(check)) ? 'ok' : 'failing'] as const),
    );
    return { ready: answers.every(([, answer]) => answer === 'ok'), checks: Object.fromEntries(answers) };
  }
}

async function ask(check: HealthCheck): Promise<boolean> {
  try {
    return await check.healthy();
  } catch {
    return false;
  }
}
