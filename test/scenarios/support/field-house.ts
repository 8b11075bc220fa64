import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { overNetwork, type Send } from '../../../src/cli/demo/api-client.js';
import { everyRight } from '../../../src/cli/demo/circle-client.js';
import { issuePhoneCode } from '../../../src/contracts/escalation/phone.js';
import { planVisit, setVisitWords } from '../../../src/contracts/safety/field-visits.js';
import { writeVisitPlan, type VisitPlanText } from '../../../src/contracts/sealed/visit-plan.js';
import { idBytes } from '../../../src/contracts/shared/scalars.js';
import type { CircleId } from '../../../src/domain/circle/circle.js';
import { needsYes } from '../../../src/domain/safety/mission-check.js';
import { instant } from '../../../src/domain/shared/time.js';
import { kinds } from '../../../src/e2ee/circle/header.js';
import type { Phone } from '../../../src/sandbox/phone.js';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.js';
import { start, type Running } from '../../../src/server/app/main.js';
import { freePort } from '../../builders/free-port.js';
import type { CircleClient } from '../../server/support/circle-client.js';
import { StaffClient, type Person } from '../../server/support/staff-client.js';
import { makeTestDatabase, type TestDatabase } from '../../server/support/test-database.js';
import { bots, environment, eventually, linkPhones, phoneOf, putOffWeeklyTest } from './house.js';

const clear = { K1: 'yes', K2: 'yes', K3: 'yes', K4: 'yes', K5: 'yes', K6: 'yes' } as const;

/** A plan in which everything is clear, at a place that must be found nowhere. */
export const aPlan = (over: Partial<VisitPlanText> = {}): VisitPlanText => ({
  form: 'visit-plan/1',
  where: 'Knez Mihailova 7',
  withWhom: 'client',
  why: 'court',
  how: 'on foot',
  back: 'before dark',
  ifMissing: 'call the deputy',
  check: clear,
  ...over,
});

/** A member of staff in her browser. */
export interface Colleague {
  readonly browser: StaffClient;
  readonly person: Person;
  readonly circles: CircleClient;
}

/** Goran's and Lena's are long enough to be searched for. */
export const phones = {
  Mira: phoneOf.mira,
  Jovan: phoneOf.jovan,
  Ana: phoneOf.ana,
  Goran: 7_734_029_101,
  Lena: 7_734_029_102,
} as const;

/** Mira is the focal point on duty, Ana deputy and coordinator, Jovan operator, Goran and Lena case workers. */
export type Name = keyof typeof phones;

/** What the server was asked, and what it refused: URLs with their queries, and problems as they were sent. */
interface Overheard {
  readonly asked: string[];
  readonly refused: string[];
}

/** The whole server with the sandbox behind it, phones that are linked, and an account for those who are named. */
export class FieldHouse {
  readonly #people = new Map<Name, Colleague>();
  readonly overheard: Overheard = { asked: [], refused: [] };
  readonly #send: Send;
  /** The administrator's browser. */
  readonly admin: StaffClient;

  private constructor(
    readonly test: TestDatabase,
    readonly sandbox: Sandbox,
    readonly env: NodeJS.ProcessEnv,
    readonly url: string,
    private running: Running | null,
  ) {
    const overNet = overNetwork(url);
    this.#send = async (request) => {
      const answer = await overNet(request);
      this.overheard.asked.push(`${request.method} ${request.path}`);
      if (answer.status >= 400) this.overheard.refused.push(answer.text);
      return answer;
    };
    this.admin = this.#browser();
  }

  static async open(accounts: readonly Name[], more: NodeJS.ProcessEnv = {}): Promise<FieldHouse> {
    const test = await makeTestDatabase();
    const sandbox = await startSandbox({ port: 0, bots });
    const PORT = String(await freePort());
    const env = { ...environment(test.url, sandbox.url), ZAKLON_EVALUATION: '1', PORT, ...more };
    await putOffWeeklyTest(test);
    const running = await start(env);
    await linkPhones(sandbox, running);
    const house = new FieldHouse(test, sandbox, env, `http://127.0.0.1:${PORT}`, running);
    await house.#enrol(accounts, running.demoStaff);
    return house;
  }

  phone(name: Name): Phone {
    return this.sandbox.phone(phones[name]);
  }

  of(name: Name): Colleague {
    const found = this.#people.get(name);
    if (!found) throw new Error(`${name} has no account.`);
    return found;
  }

  /** Stops the server of this process, so that another one can take its place at the same address. */
  async stopServer(): Promise<void> {
    await this.running?.stop();
    this.running = null;
  }

  async close(): Promise<void> {
    await this.stopServer();
    await this.sandbox.stop();
    await this.test.drop();
  }

  /** A safety book that a colleague may look into, and the two words. */
  async equip(
    name: Name,
    words: { readonly safe: string; readonly duress: string },
    reader: Name = 'Mira',
  ): Promise<CircleId> {
    const { browser, circles, person } = this.of(name);
    await browser.call(setVisitWords, { body: words });
    const looking = { person: this.of(reader).person, rights: everyRight };
    return circles.open('safety-book', [looking], person.id);
  }

  /** @returns the visit's id and number */
  async plan(name: Name, book: CircleId, plan: VisitPlanText) {
    const { browser, circles } = this.of(name);
    const id = randomUUID();
    const writing = { kind: kinds.plan, object: idBytes(id), text: writeVisitPlan(plan) };
    const { row, wrap } = await circles.compose(book, writing);
    const order = { id, circle: book, row, wrap, plannedAt: instant(Date.now()), checkInMinutes: 60 };
    const body = { ...order, needsYes: needsYes(plan.check) };
    return { id, ...(await browser.call(planVisit, { body })) };
  }

  /** Accounts cost a hash of a passphrase each, so only those who are needed get one. */
  async #enrol(names: readonly Name[], onDuty: Running['demoStaff']): Promise<void> {
    const { admin } = this;
    const token = readFileSync(join(this.env['DATA_DIR']!, 'set-up-token'), 'utf8').trim();
    const founding = await admin.found(token, { dutyName: 'Dunja', roles: [] });
    for (const dutyName of names) {
      const known = onDuty.find((each) => each.dutyName === dutyName);
      const link = known
        ? await admin.inviteAgain(known.staffId)
        : await admin.invite({ dutyName, roles: ['case-worker'], language: 'en' });
      const browser = this.#browser();
      const person = await browser.accept(link);
      await admin.signKeysOf(person.id, founding.admin.identity);
      await browser.signIn(person);
      this.#people.set(dutyName, { browser, person, circles: browser.circles });
      if (!known) await this.#link(dutyName);
    }
  }

  async #link(name: Name): Promise<void> {
    const phone = this.phone(name);
    const { code } = await this.of(name).browser.call(issuePhoneCode);
    phone.send('staff', `/start ${code}`);
    await eventually(() => phone.messages('staff').length > 1);
  }

  #browser(): StaffClient {
    return StaffClient.at(this.url, this.#send);
  }
}
