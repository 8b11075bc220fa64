import { minutes, plus, type Duration, type Instant } from '../../domain/shared/time.js';
import type { TriageInstrument } from '../../domain/triage/instrument.js';
import { hasEnded } from '../../domain/triage/script-state.js';
import {
  advance,
  beginScript,
  markRepeatContact,
  type Advance,
  type ContactAct,
  type Script,
} from '../../domain/triage/script.js';
import type { Clock } from '../platform/clock/clock.js';
import type { TellInbox } from '../edge/tell-inbox.js';
import type { Transaction } from '../platform/database/database.js';
import { scriptKeptFor, type ActOnOutcomes } from './act-on-outcomes.js';
import type { Chat } from './chat.repository.js';
import type { CodeWordRepository } from './code-word.repository.js';
import type { ConversationRepository } from './conversation.repository.js';
import type { ConversationRow } from './conversation.row.js';
import type { ScriptSeal } from './script-seal.js';

/** After a colleague said "I am in contact", new messages do not start the answer clock anew for this long. */
const inContactFor: Duration = minutes(30);

export interface Heard extends Advance {
  /** No script was kept: the contact sees its first screen. */
  readonly begun: boolean;
}

/** Lets the script hear one act of a contact, and brings conversation, clock and alerts to where it left them. */
export class HearContact {
  constructor(
    private readonly hit: TriageInstrument,
    private readonly clock: Clock,
    private readonly conversations: ConversationRepository,
    private readonly codeWords: CodeWordRepository,
    private readonly seal: ScriptSeal,
    private readonly outcomes: ActOnOutcomes,
    private readonly tell: TellInbox,
  ) {}

  /** @param chat locked in `tx`, so that two acts of one contact never meet */
  async run(tx: Transaction, chat: Chat, row: ConversationRow, act: ContactAct): Promise<Heard> {
    const now = this.clock.now();
    const kept = this.seal.read(row);
    const known = { notBelow: row.priority, replyLocked: row.replyLocked };
    const script = kept ?? beginScript(now, chat.language ?? undefined, known);
    const heard = await this.#withRepeat(tx, row, advance(this.hit, script, act, now), now);

    this.#remember(row, heard.script, act, now);
    await this.outcomes.run(tx, row, heard.outcomes, hasEnded(heard.script), now);
    if (act.kind !== 'silence') await this.#lookAgain(tx, row, act, now);
    await this.conversations.save(tx, row);
    if (heard.outcomes.length > 0 || act.kind === 'silence') await this.tell.run(tx, row.id);
    return { ...heard, begun: kept === null };
  }

  /**
   * The clock was stopped, and now she is here again. At once when it was unsafe to write, when the last reply is long past,
   * or when she speaks of danger; otherwise whoever is in contact has time until that contact counts as past.
   */
  async #lookAgain(tx: Transaction, row: ConversationRow, act: ContactAct, now: Instant): Promise<void> {
    if (row.unsafeAt === null && row.answeredAt === null) return;
    const until = contactEnds(row) ?? now;
    const inDanger = act.kind === 'text' && act.dangerWords;
    if (inDanger || now >= until) await this.outcomes.wind(tx, row, now);
    else if (act.kind !== 'tap') await this.outcomes.windNotBefore(tx, row, until, now);
  }

  /** Only taps put it off: whoever types instead of tapping has not answered, and must be scored in time. */
  #silenceAfter(row: ConversationRow, script: Script, act: ContactAct, now: Instant): Instant | null {
    if (hasEnded(script) || act.kind === 'silence') return null;
    const putsOff = act.kind === 'tap' || act.kind === 'command';
    if (row.silenceDueAt !== null && !putsOff) return row.silenceDueAt;
    return plus(now, minutes(this.hit.sessionTimeoutMinutes));
  }

  async #withRepeat(tx: Transaction, row: ConversationRow, step: Advance, now: Instant): Promise<Advance> {
    const said = step.outcomes.find((outcome) => outcome.kind === 'code-word');
    if (!said || !(await this.codeWords.isRepeat(tx, row.id, said.key, now))) return step;
    const marked = markRepeatContact(this.hit, step.script);
    return { ...step, script: marked.script, outcomes: [...step.outcomes, ...marked.outcomes] };
  }

  #remember(row: ConversationRow, script: Script, act: ContactAct, now: Instant): void {
    this.seal.write(row, script);
    row.scriptEraseAt = plus(now, scriptKeptFor);
    row.silenceDueAt = this.#silenceAfter(row, script, act, now);
    row.silentSince = act.kind === 'silence' && script.paused ? (row.silentSince ?? now) : null;
    if (act.kind === 'silence') return;
    row.lastInboundAt = now;
    row.replyLocked = script.replyLocked;
  }
}

/** Until when somebody counts as being in contact; null when writing was unsafe, or nobody is. */
const contactEnds = ({ answeredAt, unsafeAt }: ConversationRow): Instant | null =>
  answeredAt === null || unsafeAt !== null ? null : plus(answeredAt, inContactFor);
