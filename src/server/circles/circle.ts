import type {
  AssistanceStage,
  CaseState,
  CircleId,
  CircleKind,
  ClosingReason,
  ProceedingsStage,
} from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Instant } from '../../domain/shared/time.js';

/** Where a chain stands: its newest record, and the directory place that this record names. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: Uint8Array;
  readonly dirSeq: number;
}

/** What only a client case has. */
export interface CaseFacts {
  readonly number: number;
  readonly state: CaseState;
  readonly closedReason: ClosingReason | null;
  readonly stage: AssistanceStage;
  readonly proceedings: ProceedingsStage;
}

/** What the server knows of a circle without reading anything in it. */
export interface Circle {
  readonly id: CircleId;
  readonly kind: CircleKind;
  /** Null for every kind but a client case. */
  readonly facts: CaseFacts | null;
  /** The worker whom a worker file is about. */
  readonly subjectId: StaffId | null;
  /** Grows with every change of the case's facts. */
  readonly version: number;
  readonly epoch: number;
  readonly head: ChainHead;
  readonly openedAt: Instant;
  readonly openedBy: StaffId;
}

/** A member as the epoch in force lists her. `userId` is a person's id or that of RECOVERY. */
export interface CircleMember {
  readonly userId: string;
  readonly kv: number;
  readonly rights: number;
}
