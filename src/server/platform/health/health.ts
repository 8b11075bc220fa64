import { seconds, type Duration } from '../../../domain/shared/time.js';
import { within } from '../clock/within.js';

/** What answers later than this does not work: whoever asks has no more patience, and a dead line none at all. */
const patience: Duration = seconds(5);

/** One thing that must work for this process to be of use. Named for operators; says nothing about contacts. */
export interface HealthCheck {
  readonly name: string;
  /** A check that throws, or does not answer within five seconds, is failing. */
  healthy(): Promise<boolean> | boolean;
}

export interface Health {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, 'ok' | 'failing'>>;
}

/** Gathers the checks of the parts that run in this process. */
export class HealthReport {
  readonly #checks: HealthCheck[] = [];

  constructor(private readonly giveUpAfter: Duration = patience) {}

  watch(check: HealthCheck): void {
    this.#checks.push(check);
  }

  /** Asks every check. A process without parts is not ready. */
  async run(): Promise<Health> {
    const answers = await Promise.all(
      this.#checks.map(async (check) => [check.name, (await this.#ask(check)) ? 'ok' : 'failing'] as const),
    );
    const ready = answers.length > 0 && answers.every(([, answer]) => answer === 'ok');
    return { ready, checks: Object.fromEntries(answers) };
  }

  async #ask(check: HealthCheck): Promise<boolean> {
    let healthy = false;
    const asking = async (): Promise<void> => {
      healthy = await check.healthy();
    };
    const outcome = await within(this.giveUpAfter, asking()).catch(() => 'failed' as const);
    return outcome === 'done' && healthy;
  }
}
