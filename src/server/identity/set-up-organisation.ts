import type { setUp } from '../../contracts/identity/set-up.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import { ops, type Entry, type Op } from '../../e2ee/directory/entry.js';
import { equal } from '../../e2ee/shared/bytes.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Clock } from '../platform/clock/clock.js';
import { timestamp } from '../platform/database/columns.js';
import type { Database, Transaction } from '../platform/database/database.js';
import type { Tries } from '../platform/http/tries.js';
import { checkMaterial, type IdentitySettings } from './account-demands.js';
import type { AccountRepository } from './account.repository.js';
import { readEntry, subjectOf, type DirectoryBook } from './directory-book.js';
import { fitDutyName } from './duty-name.js';
import { IdentityRefused } from './identity-refused.js';
import type { RecordAudit } from './record-audit.js';
import type { RecoveryRepository } from './recovery.repository.js';
import type { SetUpToken } from './set-up-token.js';
import { insertStaff } from './staff-rows.js';

type Order = InputOf<typeof setUp>['body'];

/** Founds the organisation, once: the root's GENESIS, the first administrator, and RECOVERY if it is made at once. */
export class SetUpOrganisation {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tries: Tries,
    private readonly token: SetUpToken,
    private readonly directory: DirectoryBook,
    private readonly accounts: AccountRepository,
    private readonly recovery: RecoveryRepository,
    private readonly audit: RecordAudit,
    private readonly settings: IdentitySettings,
  ) {}

  /** @throws IdentityRefused; then nothing was founded and the token still counts. PlatformRefused after too many tries */
  async run(order: Order, address: string): Promise<AnswerOf<typeof setUp>> {
    await this.tries.count('open-door', address);
    return this.database.transaction((tx) => this.#found(tx, order));
  }

  async #found(tx: Transaction, order: Order): Promise<AnswerOf<typeof setUp>> {
    await this.directory.lock(tx);
    if ((await this.directory.newest(tx)) > 0) throw new IdentityRefused('set-up-done');
    if (!(await this.token.use(tx, order.token))) throw new IdentityRefused('set-up-token-refused');
    const entries = order.entries.map(readEntry);
    checkOrder(order, entries);
    checkMaterial(order.administrator.material, this.settings);
    const staffId = subjectOf(entries[1]!);
    await tx.query(`insert into organisation (name, founded_at) values ($1, $2)`, [
      order.organisation,
      timestamp(this.clock.now()),
    ]);
    await this.#enrol(tx, staffId, order.administrator);
    for (const { bytes } of entries) await this.directory.append(tx, bytes, staffId);
    const recoveryId = entries[2] ? subjectOf(entries[2]) : null;
    if (recoveryId && order.recovery) await this.recovery.keep(tx, recoveryId, order.recovery);
    await this.audit.run(tx, { actor: staffId, kind: 'organisation-founded' });
    return { staffId, recoveryId };
  }

  async #enrol(tx: Transaction, staffId: StaffId, order: Order['administrator']): Promise<void> {
    await insertStaff(tx, this.clock, {
      id: staffId,
      dutyName: await fitDutyName(tx, order.dutyName),
      roles: ['administrator'],
      language: order.language,
      active: true,
    });
    await this.accounts.open(tx, staffId, [], order.material);
  }
}

/** Are the entries what set-up is made of, and does the account carry the keys that they sign in? */
function checkOrder({ administrator, recovery }: Order, entries: readonly Entry[]): void {
  const expected: readonly Op[] = recovery
    ? [ops.genesis, ops.adminAdd, ops.recovery]
    : [ops.genesis, ops.adminAdd];
  const isComplete = entries.length === expected.length && expected.every((op, at) => entries[at]?.op === op);
  if (!isComplete) throw new IdentityRefused('set-up-incomplete', 'entries');
  const { material } = administrator;
  const added = entries[1]!;
  const isSame =
    added.kv === material.kv &&
    added.role === 0 &&
    equal(added.ed25519, material.ed25519) &&
    equal(added.x25519, material.x25519);
  if (!isSame) throw new IdentityRefused('set-up-incomplete', 'administrator');
}
