import { randomUUID } from 'node:crypto';
import type { StaffId } from '../../domain/shared/ids.js';
import { instant, type Instant } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import { instantOrNull, timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';
import type { Announce } from '../platform/live/announce.js';
import type { HoldRecovery } from './hold-recovery.js';
import { IdentityRefused } from './identity-refused.js';
import type { RecordAudit } from './record-audit.js';
import type { RecoveryRepository, RecoverySeeds } from './recovery.repository.js';

export type CeremonyOutcome = 'recovered' | 'given-up';

interface CeremonyRow {
  readonly id: string;
  readonly recovery_id: string;
  readonly ceremony_key: Buffer;
  readonly opened_by: StaffId;
  readonly opened_at: Date;
  readonly closed_at: Date | null;
  readonly outcome: CeremonyOutcome | null;
  readonly contributed: StaffId[];
}

export interface CeremonyRecord {
  readonly id: string;
  readonly openedBy: StaffId;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly outcome: CeremonyOutcome | null;
  readonly ceremonyKey: Uint8Array;
  readonly contributed: StaffId[];
}

/**
 * Custodians bring their shares together. The server carries sealed bytes and keeps the record: who opened, who contributed,
 * when, how it ended. It never sees a share. Everybody signed in is told of each step.
 */
export class RecoveryCeremony {
  constructor(
    private readonly clock: Clock,
    private readonly held: HoldRecovery,
    private readonly recovery: RecoveryRepository,
    private readonly announce: Announce,
    private readonly audit: RecordAudit,
  ) {}

  /** @throws IdentityRefused without a recovery key, or while another ceremony is open */
  async open(tx: Transaction, by: StaffId, ceremonyKey: Uint8Array): Promise<string> {
    const recoveryId = await this.held.inForce(tx);
    if (!recoveryId) throw new IdentityRefused('recovery-unknown');
    const id = randomUUID();
    const opened = await rows(
      tx,
      `insert into ceremony (id, recovery_id, ceremony_key, opened_by, opened_at) values ($1, $2, $3, $4, $5)
       on conflict do nothing returning id`,
      [id, recoveryId, Buffer.from(ceremonyKey), by, timestamp(this.clock.now())],
    );
    if (opened.length === 0) throw new IdentityRefused('ceremony-open');
    await this.#tell(tx, by, 'ceremony-opened', id);
    return id;
  }

  /** @throws IdentityRefused unless she is a custodian and the ceremony is open */
  async contribute(tx: Transaction, id: string, staffId: StaffId, share: Uint8Array): Promise<void> {
    const ceremony = await this.#openOne(tx, id);
    const custodians = await this.recovery.custodians(tx, ceremony.recovery_id);
    if (!custodians.some((custodian) => custodian.staffId === staffId))
      throw new IdentityRefused('custodian-unfit');
    await tx.query(
      `insert into ceremony_share (ceremony_id, staff_id, share_sealed, contributed_at) values ($1, $2, $3, $4)
       on conflict (ceremony_id, staff_id) do update set share_sealed = excluded.share_sealed`,
      [id, staffId, Buffer.from(share), timestamp(this.clock.now())],
    );
    await this.#tell(tx, staffId, 'share-contributed', id);
  }

  /** For whoever opened it, while it is open. @throws IdentityRefused */
  async collect(
    tx: Transaction,
    id: string,
    by: StaffId,
  ): Promise<{
    recoveryId: string;
    shares: { staffId: StaffId; share: Uint8Array }[];
    seeds: RecoverySeeds;
  }> {
    const { recovery_id: recoveryId } = await this.#openOne(tx, id, by);
    const seeds = await this.recovery.seeds(tx, recoveryId);
    if (!seeds) throw new IdentityRefused('recovery-unknown');
    const found = await rows<{ staff_id: StaffId; share_sealed: Buffer }>(
      tx,
      `select staff_id, share_sealed from ceremony_share where ceremony_id = $1 order by contributed_at, staff_id`,
      [id],
    );
    const shares = found.map((row) => ({ staffId: row.staff_id, share: new Uint8Array(row.share_sealed) }));
    return { recoveryId, shares, seeds };
  }

  /** The shares that were contributed are erased; that they were stays. @throws IdentityRefused */
  async close(tx: Transaction, id: string, by: StaffId, outcome: CeremonyOutcome): Promise<void> {
    await this.#openOne(tx, id, by);
    await this.#end(tx, id, by, outcome);
  }

  async #end(tx: Transaction, id: string, by: StaffId, outcome: CeremonyOutcome): Promise<void> {
    await tx.query(`update ceremony set closed_at = $2, outcome = $3 where id = $1`, [
      id,
      timestamp(this.clock.now()),
      outcome,
    ]);
    await tx.query(`update ceremony_share set share_sealed = null where ceremony_id = $1`, [id]);
    await this.#tell(tx, by, outcome === 'recovered' ? 'ceremony-recovered' : 'ceremony-given-up', id);
  }

  /** Ends what somebody has opened who is not here any more. */
  async giveUpOf(tx: Transaction, staffId: StaffId): Promise<void> {
    const open = (await this.list(tx)).filter(
      ({ openedBy, closedAt }) => openedBy === staffId && closedAt === null,
    );
    for (const { id } of open) await this.close(tx, id, staffId, 'given-up');
  }

  /** Ends one whose recovery key is replaced: there is nothing left to combine. @param by who is said to have ended it */
  async giveUpOver(tx: Transaction, recoveryId: string, by: StaffId): Promise<void> {
    const open = await rows<{ id: string }>(
      tx,
      `select id from ceremony where recovery_id = $1 and closed_at is null`,
      [recoveryId],
    );
    for (const { id } of open) await this.#end(tx, id, by, 'given-up');
  }

  async list(tx: Transaction): Promise<CeremonyRecord[]> {
    const found = await rows<CeremonyRow>(
      tx,
      `select c.*, coalesce(array(select s.staff_id from ceremony_share s where s.ceremony_id = c.id
         order by s.contributed_at, s.staff_id), '{}') as contributed
       from ceremony c order by c.opened_at desc, c.id`,
    );
    return found.map((row) => ({
      id: row.id,
      openedBy: row.opened_by,
      openedAt: instant(row.opened_at.getTime()),
      closedAt: instantOrNull(row.closed_at),
      outcome: row.outcome,
      ceremonyKey: new Uint8Array(row.ceremony_key),
      contributed: row.contributed,
    }));
  }

  async #openOne(tx: Transaction, id: string, openedBy: StaffId | null = null): Promise<CeremonyRow> {
    const [found] = await rows<CeremonyRow>(
      tx,
      `select * from ceremony where id = $1 and closed_at is null and ($2::uuid is null or opened_by = $2)`,
      [id, openedBy],
    );
    if (!found) throw new IdentityRefused('ceremony-unknown');
    return found;
  }

  async #tell(tx: Transaction, actor: StaffId, kind: string, id: string): Promise<void> {
    await this.audit.run(tx, { actor, kind, subject: id });
    await this.announce.run(tx, { kind: 'ceremony', subjectId: id });
  }
}
