import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changeFunctions, listStaff } from '../../contracts/identity/directory.js';
import { listEnrolments, refuseEnrolment } from '../../contracts/identity/enrolment.js';
import { nameCustodians, readRecovery } from '../../contracts/identity/recovery.js';
import { readSetUp } from '../../contracts/identity/set-up.js';
import { idBytes } from '../../contracts/shared/scalars.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { boxSeal } from '../../e2ee/hazmat/sealed-box.js';
import { splitRecoverySecret } from '../../e2ee/recovery/recovery-shares.js';
import { equal } from '../../e2ee/shared/bytes.js';
import { hashWords, makePassphrase } from '../../e2ee/shared/words.js';
import { ProblemAnswer, type Send } from './api-client.js';
import { administrator, cast, custodians, type CastMember } from './cast.js';
import { CircleClient } from './circle-client.js';
import type { DemoFile } from './demo-file.js';
import type { Person } from './person.js';
import { settleCircles } from './settle-circles.js';
import { settleEdge } from './settle-edge.js';
import { StaffClient } from './staff-client.js';

export interface DemoOrder {
  readonly send: Send;
  /** Of the console, as browsers name it. */
  readonly origin: string;
  /** Where the server left its set-up token. */
  readonly dataDir: string;
  /** 7,776 words. */
  readonly words: readonly string[];
  /** Who is on duty already and gets an account under the same id. */
  readonly onDuty: readonly { readonly staffId: StaffId; readonly dutyName: string }[];
  readonly say: (progress: string) => void;
}

export interface SignInLine {
  readonly dutyName: string;
  readonly roles: readonly string[];
  readonly functions: readonly string[];
  readonly passphrase: string;
}

export interface DemoSignIns {
  /** Of the organisation: what a browser asks to compare when somebody signs in on it for the first time. Six. */
  readonly rootWords: readonly string[];
  readonly people: readonly SignInLine[];
}

const language = 'en';

/**
 * Invented people in every role, through the API and with the protocol's own keys, as real people would come: the founder
 * sets the organisation up, invites, signs keys in; each opens her circles. Every step looks first whether it was done, so a
 * killed script goes on where it was.
 */
export class SettleDemo {
  readonly #browsers = new Map<string, StaffClient>();

  constructor(
    private readonly order: DemoOrder,
    private readonly file: DemoFile,
  ) {}

  /** @returns how everybody signs in; null when the installation belongs to somebody else, of which nothing is touched */
  async run(): Promise<DemoSignIns | null> {
    const admin = this.#browser();
    if (!(await this.#enter(admin))) return null;
    if (!this.file.finished) {
      for (const [index, member] of cast.entries()) {
        this.order.say(`Making the demo staff: ${index + 2} of ${cast.length + 1}.`);
        await this.#enrol(admin, member);
      }
      await this.#giveFunctions(admin);
      await this.#nameCustodians(admin);
      await settleCircles({ person: (name) => this.#person(name), browser: (name) => this.#browserOf(name) });
      this.file.finish();
    }
    await this.#introduceEdge(admin);
    return { rootWords: hashWords(this.file.rootFingerprint, this.order.words), people: this.#lines() };
  }

  #browser(): StaffClient {
    return new StaffClient(this.order.send, this.order.origin, () => Date.now(), 'demo script');
  }

  /** @returns whether this is our organisation, in which the administrator is now signed in */
  async #enter(browser: StaffClient): Promise<boolean> {
    const { state } = await browser.call(readSetUp);
    if (state === 'open') {
      this.order.say(`Making the demo staff: 1 of ${cast.length + 1}.`);
      await this.#found(browser);
      return true;
    }
    const founder = this.file.isThere ? this.file.find(administrator) : null;
    if (!founder) return false;
    try {
      await browser.signInByCode(founder);
      return true;
    } catch (refused) {
      if (refused instanceof ProblemAnswer && refused.code === 'sign-in-refused') return false;
      throw refused;
    }
  }

  async #found(browser: StaffClient): Promise<void> {
    const token = readFileSync(join(this.order.dataDir, 'set-up-token'), 'utf8').trim();
    const founder = { dutyName: administrator, roles: [], passphrase: this.#passphrase(), language } as const;
    const keep = this.file.begin.bind(this.file);
    await browser.found(token, founder, { withRecovery: true, organisation: 'Zaklon (demo)', keep });
  }

  async #enrol(admin: StaffClient, member: CastMember): Promise<void> {
    const directory = await admin.directory();
    const known = this.file.find(member.dutyName);
    const key = known && directory.keyOf(idBytes(known.id));
    if (known && key && equal(key.ed25519, known.identity.signing.publicKey)) return;
    if (known && (await this.#signInWaiting(admin, known))) return;
    const link = await this.#invite(admin, member);
    const person = await this.#browser().accept(link, this.#passphrase(), (made) => this.file.keep(made));
    await admin.signKeysOf(person.id, admin.person!.identity);
  }

  /** Keys that an earlier, killed run had posted. @returns whether they are signed in now */
  async #signInWaiting(admin: StaffClient, known: Person): Promise<boolean> {
    const { items } = await admin.call(listEnrolments);
    const waiting = items.find(({ staffId }) => staffId === known.id);
    if (!waiting) return false;
    if (waiting.stale || !equal(waiting.ed25519, known.identity.signing.publicKey)) {
      await admin.call(refuseEnrolment, { params: { id: known.id } });
      return false;
    }
    await admin.signKeysOf(known.id, admin.person!.identity);
    return true;
  }

  #invite(admin: StaffClient, member: CastMember) {
    const onDuty = this.order.onDuty.find(({ dutyName }) => dutyName === member.dutyName);
    return onDuty ? admin.inviteAgain(onDuty.staffId) : admin.invite({ ...member, language });
  }

  /** Whoever was on duty before she had an account was invited without them. */
  async #giveFunctions(admin: StaffClient): Promise<void> {
    const { items } = await admin.call(listStaff);
    for (const { dutyName, functions } of cast as readonly CastMember[]) {
      const held = items.find((item) => item.dutyName === dutyName);
      if (held && functions.some((each) => !held.functions.includes(each)))
        await admin.call(changeFunctions, { params: { id: held.id }, body: { functions: [...functions] } });
    }
  }

  async #nameCustodians(admin: StaffClient): Promise<void> {
    if ((await admin.call(readRecovery)).custodians.length > 0) return;
    const shares = await splitRecoverySecret(this.file.recoverySecret);
    const named = custodians.map((name, index) => {
      const { id, identity } = this.#person(name);
      return { staffId: id, share: boxSeal(identity.sealing.publicKey, shares[index]!) };
    });
    await admin.call(nameCustodians, { body: { custodians: named } });
  }

  /** Until the bot's keys are signed in and it knows the inbox, it holds back what contacts write. */
  async #introduceEdge(admin: StaffClient): Promise<void> {
    const coordinator = 'Sonja';
    const circles = new CircleClient(await this.#browserOf(coordinator), this.#person(coordinator), Date.now);
    const inboxId = await circles.find('inbox');
    try {
      if (inboxId) await settleEdge(admin, inboxId);
    } catch (refused) {
      // A server without the bot's part has no edge.
      if (!(refused instanceof ProblemAnswer) || refused.code !== 'not-found') throw refused;
    }
  }

  async #browserOf(name: string): Promise<StaffClient> {
    const known = this.#browsers.get(name);
    if (known) return known;
    const browser = this.#browser();
    await browser.signInByCode(this.#person(name));
    this.#browsers.set(name, browser);
    return browser;
  }

  #person(name: string): Person {
    const found = this.file.find(name);
    if (!found) throw new Error(`${name} was never made.`);
    return found;
  }

  #passphrase(): string {
    return makePassphrase(this.order.words);
  }

  #lines(): SignInLine[] {
    const everybody: readonly CastMember[] = [
      { dutyName: administrator, roles: ['administrator'], functions: [] },
      ...cast,
    ];
    return everybody.map(({ dutyName, roles, functions }) => ({
      dutyName,
      roles,
      functions,
      passphrase: this.#person(dutyName).passphrase,
    }));
  }
}
