/** One thing that must work for this process to be of use. Named for operators; says nothing about contacts. */
export interface HealthCheck {
  readonly name: string;
  /** A check that throws is failing. */
  healthy(): Promise<boolean> | boolean;
}

export interface Health {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, 'ok' | 'failing'>>;
}

/** Gathers the checks of the parts that run in this process. */
export class HealthReport {
  readonly #checks: HealthCheck[] = [];

  watch(check: HealthCheck): void {
    this.#checks.push(check);
  }

  /** Asks every check. A process without parts is not ready. */
  async run(): Promise<Health> {
    const answers = await Promise.all(
      this.#checks.map(async (check) => [check.name, (await ask(check)) ? 'ok' : 'failing'] as const),
    );
    const ready = answers.length > 0 && answers.every(([, answer]) => answer === 'ok');
    return { ready, checks: Object.fromEntries(answers) };
  }
}

async function ask(check: HealthCheck): Promise<boolean> {
  try {
    return await check.healthy();
  } catch {
    return false;
  }
}
