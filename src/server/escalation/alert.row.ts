import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Policy } from '../../domain/escalation/ladder.js';
import type { LadderState } from '../../domain/escalation/next-step.js';
import type { AlertId, StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';
import { instantColumn } from '../platform/database/columns.js';
import type { AlertEnd, AlertFace, AlertKind, AlertLevel } from './alert.js';

const moment = { type: 'timestamptz', transformer: instantColumn } as const;
const momentOrNull = { ...moment, nullable: true } as const;
const staff = { type: 'uuid', nullable: true } as const;

/** One alert: what it is about, where it stands on its ladder, who has it. */
@Entity({ name: 'alert' })
export class AlertRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: AlertId;

  /** Given by the database. */
  @Column({ type: 'int', generated: 'increment', update: false })
  number!: number;

  @Column({ type: 'text' })
  kind!: AlertKind;

  @Column({ type: 'text' })
  level!: AlertLevel;

  @Column({ type: 'uuid', name: 'subject_id' })
  subjectId!: string;

  @Column({ type: 'int', name: 'subject_number' })
  subjectNumber!: number;

  /** The worker whom it is about: she is never called for it, and it is never shown to her. */
  @Column({ ...staff, name: 'hidden_from', update: false })
  hiddenFrom!: StaffId | null;

  /** As it was when the alert was raised; a policy changed later does not concern this alert. */
  @Column({ type: 'jsonb', update: false })
  policy!: Policy;

  @Column({ ...moment, name: 'opened_at' })
  openedAt!: Instant;

  @Column({ ...moment, name: 'began_at' })
  beganAt!: Instant;

  @Column({ type: 'int' })
  round!: number;

  @Column({ type: 'int', name: 'rungs_taken' })
  rungsTaken!: number;

  @Column({ ...momentOrNull, name: 'last_rung_at' })
  lastRungAt!: Instant | null;

  @Column({ ...momentOrNull, name: 'hurried_at' })
  hurriedAt!: Instant | null;

  @Column({ ...momentOrNull, name: 'acknowledged_at' })
  acknowledgedAt!: Instant | null;

  @Column({ ...staff, name: 'acknowledged_by' })
  acknowledgedBy!: StaffId | null;

  /** Whom the one who has it asked to take over. */
  @Column({ ...staff, name: 'offered_to' })
  offeredTo!: StaffId | null;

  @Column({ ...momentOrNull, name: 'resolved_at' })
  resolvedAt!: Instant | null;

  @Column({ ...staff, name: 'resolved_by' })
  resolvedBy!: StaffId | null;

  @Column({ type: 'text', nullable: true })
  outcome!: AlertEnd | null;

  /** The next deadline; null: nothing is due unless somebody acts. */
  @Column({ ...momentOrNull, name: 'next_due_at' })
  nextDueAt!: Instant | null;
}

export function ladderOf(alert: AlertRow): LadderState {
  const { policy, beganAt, round, rungsTaken, lastRungAt, hurriedAt, acknowledgedAt, resolvedAt } = alert;
  return { policy, beganAt, round, rungsTaken, lastRungAt, hurriedAt, acknowledgedAt, resolvedAt };
}

/** Puts the ladder's new state into the row; saving is the caller's. */
export function standAt(alert: AlertRow, ladder: LadderState): void {
  Object.assign(alert, {
    beganAt: ladder.beganAt,
    round: ladder.round,
    rungsTaken: ladder.rungsTaken,
    lastRungAt: ladder.lastRungAt,
    hurriedAt: ladder.hurriedAt,
    acknowledgedAt: ladder.acknowledgedAt,
    resolvedAt: ladder.resolvedAt,
  });
}

export const faceOf = (alert: AlertRow): AlertFace => ({
  id: alert.id,
  kind: alert.kind,
  level: alert.level,
  number: alert.subjectNumber,
});

/** Open, and nobody has it. */
export const isWaiting = (alert: AlertRow): boolean =>
  alert.resolvedAt === null && alert.acknowledgedAt === null;
