import { higher, oneUp, outranks, type Priority, type TriageInstrument } from './instrument.js';
import { tellsMore, triage, type Triage } from './priority.js';
import type { Outcome } from './conversation.js';
import type { Script } from './script-state.js';

/** A script that has told the server what is new about its priority. */
export interface Settled {
  readonly script: Script;
  readonly outcomes: readonly Outcome[];
}

/**
 * `running`: between two questions, only what cannot wait for the last one (ORANGE and RED) is told. `complete` and `unfinished`:
 * the level is told whatever it is.
 */
export type Moment = 'running' | 'complete' | 'unfinished';

/** The triage as it stands; never below what this run, or an earlier one that was not erased, has reached. */
export function triageOf(hit: TriageInstrument, script: Script, moment: Moment): Triage {
  const { personWanted, dangerWords, repeatContact, told } = script;
  const unfinished = moment === 'unfinished';
  const notBelow = reached(script);
  const now = triage(hit, script.answers, { personWanted, dangerWords, repeatContact, unfinished, notBelow });
  return {
    ...now,
    score: Math.max(now.score, told?.score ?? 0),
    asked: Math.max(now.asked, told?.asked ?? 0),
    needsChildWorker: now.needsChildWorker || told?.needsChildWorker === true,
    replyLocked: script.replyLocked,
  };
}

/** Tells the level when it is new. */
export function settle(hit: TriageInstrument, script: Script, moment: Moment): Settled {
  const now = triageOf(hit, script, moment);
  const canWait = moment === 'running' && script.told === null && outranks('ORANGE', now.priority);
  return canWait ? { script, outcomes: [] } : tell(script, now);
}

/** After the end the answers are gone: the level itself goes one up. */
export function raiseOneUp(hit: TriageInstrument, script: Script): Settled {
  const from = reached(script) ?? 'BLUE';
  const now = triageOf(hit, { ...script, notBelow: oneUp(from) }, 'complete');
  return tell(script, { ...now, reasons: [{ rule: 'repeat-contact', from }] });
}

export function reached(script: Pick<Script, 'told' | 'notBelow'>): Priority | null {
  if (script.told === null) return script.notBelow;
  return higher(script.told.priority, script.notBelow ?? 'BLUE');
}

export function remember(script: Script, now: Triage): Script {
  const { priority, score, asked, needsChildWorker } = now;
  return { ...script, told: { priority, score, asked, needsChildWorker } };
}

function tell(script: Script, now: Triage): Settled {
  if (!tellsMore(script.told, now)) return { script, outcomes: [] };
  return { script: remember(script, now), outcomes: [{ kind: 'triaged', triage: now }] };
}
