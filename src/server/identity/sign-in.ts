import { setTimeout as pause } from 'node:timers/promises';
import { checkLogin } from '../../e2ee/account/login.js';
import { AccountRefused } from '../../e2ee/account/account-refused.js';
import { codeCost } from '../../e2ee/account/cost.js';
import { deriveFakeSeed } from '../../e2ee/account/salt.js';
import type { EdgeVault } from '../../e2ee/edge-vault.js';
import { idBytes, idText } from '../../contracts/shared/scalars.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { rows, type Database, type Transaction } from '../platform/database/database.js';
import type { Tries } from '../platform/http/tries.js';
import type { IdentitySettings } from './account-demands.js';
import type { MethodNumber } from './account.repository.js';
import type { Challenges } from './challenges.js';
import { foldDutyName } from './duty-name.js';
import { IdentityRefused } from './identity-refused.js';
import type { RecordAudit } from './record-audit.js';
import type { SecondFactor } from './second-factor.js';
import type { OpenedSession, SessionBook } from './session-book.js';

export interface SignInAttempt {
  readonly dutyName: string;
  readonly method: MethodNumber;
  readonly challenge: Uint8Array;
  readonly signature: Uint8Array;
  readonly code?: string | undefined;
  readonly device: string;
  /** Of the console, as the request says. */
  readonly origin: string;
  /** The network address that asks, for counting; kept as a keyed hash only. */
  readonly address: string;
}

/** Somebody or nobody who goes by a name: for nobody everything is invented, always the same. */
interface Candidate {
  readonly user: StaffId;
  readonly seed: Uint8Array;
  readonly loginKey: Uint8Array;
  readonly isReal: boolean;
}

/**
 * Sign-in by signature. A wrong passphrase, a wrong code and an unknown name do the same work, take at least the same time,
 * and get the same answer.
 */
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly vault: EdgeVault,
    private readonly tries: Tries,
    private readonly challenges: Challenges,
    private readonly secondFactor: SecondFactor,
    private readonly sessions: SessionBook,
    private readonly audit: RecordAudit,
    private readonly settings: IdentitySettings,
  ) {}

  /** What a browser needs to hash and sign. @throws PlatformRefused after too many tries */
  async begin(dutyName: string, method: MethodNumber, address: string) {
    await this.tries.count('sign-in-address', address);
    const { user, seed } = await this.#candidate(dutyName, method);
    const { ops, mem } = method === 1 ? this.settings.passphraseCost : codeCost;
    return { user, seed, ops, mem, challenge: await this.challenges.issue(user) };
  }

  /** @throws IdentityRefused `sign-in-refused`, PlatformRefused after too many tries */
  async run(attempt: SignInAttempt): Promise<OpenedSession> {
    const floor = pause(this.settings.signInFloor);
    try {
      return await this.#attempt(attempt);
    } finally {
      await floor;
    }
  }

  async #attempt(attempt: SignInAttempt): Promise<OpenedSession> {
    const name = foldDutyName(attempt.dutyName).toLowerCase();
    const nameAndAddress = `${attempt.address} ${name}`;
    await this.tries.count('sign-in-name', name);
    await this.tries.count('sign-in-name-from-address', nameAndAddress);
    const candidate = await this.#candidate(name, attempt.method);
    const isFresh = await this.challenges.spend(candidate.user, attempt.challenge);
    const isSigned = signs(candidate, attempt);
    const opened = await this.database.transaction((tx) =>
      this.#decide(tx, candidate, attempt, isFresh && isSigned && candidate.isReal),
    );
    if (!opened) throw new IdentityRefused('sign-in-refused');
    await this.tries.forget('sign-in-name-from-address', nameAndAddress);
    return opened;
  }

  /** Commits also a refusal: its audit line stays. A code is tried only by who knows the passphrase, and then used up. */
  async #decide(
    tx: Transaction,
    { user, isReal }: Candidate,
    { code, device }: SignInAttempt,
    knowsPassphrase: boolean,
  ): Promise<OpenedSession | null> {
    const passes = await this.secondFactor.passes(tx, user, knowsPassphrase ? code : undefined);
    if (knowsPassphrase && passes) {
      const opened = await this.sessions.open(tx, user, 'full', device);
      await this.audit.run(tx, { actor: user, kind: 'signed-in', subject: opened.id });
      return opened;
    }
    await this.audit.run(tx, { actor: null, kind: 'sign-in-refused', subject: isReal ? user : null });
    return null;
  }

  async #candidate(dutyName: string, method: MethodNumber): Promise<Candidate> {
    const name = foldDutyName(dutyName).toLowerCase();
    const user = idText(uuidOf(this.vault.fingerprint('fake-user', name))) as StaffId;
    const seed = deriveFakeSeed(this.vault.fingerprint('fake-seed', String(method)), idBytes(user));
    const loginKey = this.vault.fingerprint('fake-login-key', name);
    const [found] = await rows<{ staff_id: StaffId; seed: Buffer; login_key: Buffer }>(
      this.database.reader,
      `select m.staff_id, m.seed, m.login_key from staff s
       join account a on a.staff_id = s.id and a.state = 'active'
       join login_method m on m.staff_id = s.id and m.method = $2
       where lower(s.duty_name) = $1 and s.active`,
      [name, method],
    );
    if (!found) return { user, seed, loginKey, isReal: false };
    const [realSeed, realKey] = [new Uint8Array(found.seed), new Uint8Array(found.login_key)];
    return { user: found.staff_id, seed: realSeed, loginKey: realKey, isReal: true };
  }
}

function signs({ user, loginKey }: Candidate, { origin, challenge, signature }: SignInAttempt): boolean {
  try {
    checkLogin(loginKey, { origin, user: idBytes(user), challenge, action: 'sign-in' }, signature);
    return true;
  } catch (caught) {
    if (caught instanceof AccountRefused) return false;
    throw caught;
  }
}

/** The form of a random UUID, which real ids have. */
function uuidOf(hash: Uint8Array): Uint8Array {
  const id = hash.slice(0, 16);
  id[6] = ((id[6] ?? 0) & 0x0f) | 0x40;
  id[8] = ((id[8] ?? 0) & 0x3f) | 0x80;
  return id;
}
