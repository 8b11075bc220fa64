import { randomUUID } from 'node:crypto';
import type { Role, StaffFunction } from '../../contracts/shared/people.js';
import type { EdgeVault } from '../../e2ee/edge-vault.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { hours, instant, plus, seconds, minus, type Instant } from '../../domain/shared/time.js';
import type { Clock } from '../platform/clock/clock.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Database, type Transaction } from '../platform/database/database.js';
import type { Caller, SessionReader } from '../platform/http/caller.js';
import { SESSION_ENDED, type Announce } from '../platform/live/announce.js';
import type { IdentitySettings } from './account-demands.js';
import { hashOf, makeToken } from './tokens.js';

/** However busy, a session ends after this long; the idle lock of 15 minutes is the browser's. */
export const SESSION_LIFE = hours(12);
const noteSeenEvery = seconds(60);

export interface OpenedSession {
  readonly id: string;
  /** For the cookie; only its hash is kept. */
  readonly token: string;
  readonly expiresAt: Instant;
  readonly reloadKey: Uint8Array;
}

/** Some of a person's sessions. */
interface Which {
  readonly id?: string;
  readonly except?: string;
  readonly enrollingOnly?: true;
  readonly fullOnly?: true;
}

interface SessionRow {
  readonly id: string;
  readonly staff_id: StaffId;
  readonly kind: Caller['kind'];
  readonly roles: Role[] | null;
  readonly functions: StaffFunction[] | null;
  readonly confirmed: boolean;
  readonly seen_at: Date;
  readonly expires_at: Date;
}

/** Who is signed in where. Ending a session kills its cookie, its reload key and its streams at once. */
export class SessionBook implements SessionReader {
  constructor(
    private readonly database: Database,
    private readonly vault: EdgeVault,
    private readonly clock: Clock,
    private readonly announce: Announce,
    private readonly settings: IdentitySettings,
  ) {}

  async open(
    tx: Transaction,
    staffId: StaffId,
    kind: Caller['kind'],
    device: string,
  ): Promise<OpenedSession> {
    const [id, token, reloadKey] = [
      randomUUID(),
      Buffer.from(makeToken()).toString('base64url'),
      makeToken(),
    ];
    const now = this.clock.now();
    const expiresAt = plus(now, SESSION_LIFE);
    await tx.query(
      `insert into session (id, token_hash, staff_id, kind, device, reload_key_sealed, opened_at, seen_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $7, $8)`,
      [
        id,
        hashOf(token),
        staffId,
        kind,
        device,
        Buffer.from(this.vault.seal('session-reload', id, reloadKey)),
        timestamp(now),
        timestamp(expiresAt),
      ],
    );
    return { id, token, expiresAt, reloadKey };
  }

  async read(token: string): Promise<Caller | null> {
    const now = this.clock.now();
    const [row] = await rows<SessionRow>(
      this.database.reader,
      `select s.id, s.staff_id, s.kind, st.roles, a.functions, s.seen_at, s.expires_at,
         exists (select from second_factor f where f.staff_id = s.staff_id and f.confirmed_at is not null) as confirmed
       from session s join staff st on st.id = s.staff_id left join account a on a.staff_id = s.staff_id
       where s.token_hash = $1 and s.ended_at is null and s.expires_at > $2
         and (s.kind = 'enrolling' or (a.state = 'active' and st.active))`,
      [hashOf(token), timestamp(now)],
    );
    if (!row) return null;
    if (row.seen_at.getTime() < minus(now, noteSeenEvery))
      await this.database.reader.query(`update session set seen_at = $2 where id = $1`, [
        row.id,
        timestamp(now),
      ]);
    return this.#callerOf(row);
  }

  async isOpen(sessionId: string): Promise<boolean> {
    const found = await rows(
      this.database.reader,
      `select from session where id = $1 and ended_at is null and expires_at > $2`,
      [sessionId, timestamp(this.clock.now())],
    );
    return found.length > 0;
  }

  /** @returns null once the session ended */
  async reloadKey(tx: Transaction, sessionId: string): Promise<Uint8Array | null> {
    const [row] = await rows<{ reload_key_sealed: Buffer | null }>(
      tx,
      `select reload_key_sealed from session where id = $1`,
      [sessionId],
    );
    return row?.reload_key_sealed
      ? this.vault.open('session-reload', sessionId, row.reload_key_sealed)
      : null;
  }

  /** Ends all of a person's sessions, or those that `which` names. @returns how many were open */
  async end(tx: Transaction, staffId: StaffId, which: Which = {}): Promise<number> {
    const kind = which.enrollingOnly ? 'enrolling' : which.fullOnly ? 'full' : null;
    const ended = await rows<{ id: string }>(
      tx,
      `update session set ended_at = $2, reload_key_sealed = null
       where staff_id = $1 and ended_at is null and ($3::uuid is null or id = $3) and ($4::uuid is null or id <> $4)
         and ($5::text is null or kind = $5)
       returning id`,
      [staffId, timestamp(this.clock.now()), which.id ?? null, which.except ?? null, kind],
    );
    for (const { id } of ended)
      await this.announce.run(tx, { kind: SESSION_ENDED, subjectId: id, for: [staffId] });
    return ended.length;
  }

  async listOf(tx: Transaction, staffId: StaffId) {
    const found = await rows<{
      id: string;
      device: string;
      opened_at: Date;
      seen_at: Date;
      expires_at: Date;
    }>(
      tx,
      `select id, device, opened_at, seen_at, expires_at from session
       where staff_id = $1 and kind = 'full' and ended_at is null and expires_at > $2 order by opened_at desc, id`,
      [staffId, timestamp(this.clock.now())],
    );
    return found.map((row) => ({
      id: row.id,
      device: row.device,
      openedAt: instant(row.opened_at.getTime()),
      seenAt: instant(row.seen_at.getTime()),
      expiresAt: instant(row.expires_at.getTime()),
    }));
  }

  #callerOf(row: SessionRow): Caller {
    const isFull = row.kind === 'full';
    return {
      staffId: row.staff_id,
      sessionId: row.id,
      kind: row.kind,
      roles: isFull ? (row.roles ?? []) : [],
      functions: isFull ? (row.functions ?? []) : [],
      needsSecondFactor: isFull && this.settings.requireSecondFactor && !row.confirmed,
      expiresAt: instant(row.expires_at.getTime()),
    };
  }
}
