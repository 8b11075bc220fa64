import type { Instant } from '../../domain/shared/time.js';
import type { StaffMember } from '../identity/staff-directory.port.js';
import type { Transaction } from '../platform/database/database.js';
import type { IncidentTalk } from './incident-talk.js';
import type { Shown } from './notice-text.js';
import type { SafetyTap } from './safety-tap.js';
import type { Tapped, VisitTalk } from './visit-talk.js';

/** The part of the staff bot that looks after the staff themselves. */
export class SafetyTalk {
  constructor(
    private readonly visits: VisitTalk,
    private readonly incidents: IncidentTalk,
  ) {}

  tap(tx: Transaction, who: StaffMember, tap: SafetyTap, now: Instant): Promise<Tapped> {
    return tap.of === 'visit'
      ? this.visits.tap(tx, who, tap.verb, tap.id, now)
      : this.incidents.tap(tx, who, tap);
  }

  /** @returns null: it is no command of ours */
  async command(tx: Transaction, who: StaffMember, word: string): Promise<readonly Shown[] | null> {
    if (word === '/visit') return this.visits.list(tx, who);
    return word === '/incident' ? [this.incidents.ask(who)] : null;
  }

  /** What she typed, as a word. @returns null: none of her visits is under way, or she sent a picture */
  async word(tx: Transaction, who: StaffMember, typed: string, now: Instant): Promise<Shown | null> {
    return typed.trim() === '' ? null : this.visits.word(tx, who, typed, now);
  }
}
