import type { Instant } from '../../domain/shared/time.js';
import type { StaffMember } from '../identity/staff-directory.port.js';
import type { Transaction } from '../platform/database/database.js';
import type { IncidentTalk } from './incident-talk.js';
import type { Shown } from './notice-text.js';
import type { SafetyTap } from './safety-tap.js';
import type { Tapped, VisitTalk } from './visit-talk.js';

export interface Answered {
  readonly said: readonly Shown[];
  /** What she typed was said as a word: it must not stay in the chat. */
  readonly isSecret: boolean;
}

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

  /** @param typed the command in it, and all of it @returns null: it is none of ours */
  async hear(
    tx: Transaction,
    who: StaffMember,
    { word, text }: { readonly word: string; readonly text: string },
    now: Instant,
  ): Promise<Answered | null> {
    if (word === '/visit') return { said: await this.visits.list(tx, who), isSecret: false };
    if (word === '/incident') return { said: [this.incidents.ask(who)], isSecret: false };
    if (word !== '' || text.trim() === '') return null;
    const said = await this.visits.word(tx, who, text, now);
    return said === null ? null : { said: [said], isSecret: true };
  }
}
