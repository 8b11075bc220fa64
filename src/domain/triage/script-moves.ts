import type { Instant } from '../shared/time.js';
import { codeWordKey, readCodeWord } from './code-word.js';
import type { FollowField, TriageInstrument } from './instrument.js';
import { screenOf } from './screen.js';
import type { Advance, NoteId, Outcome } from './conversation.js';
import { beginScript, hasEnded, hasNoQuestionLeft, type Script, type Stage } from './script-state.js';
import { reached, remember, settle, triageOf, type Moment } from './script-triage.js';

interface Besides {
  readonly note?: NoteId;
  readonly outcomes?: readonly Outcome[];
}

/** Shows the screen of `script`, whether or not it changed. */
export const show = (script: Script, { note, outcomes }: Besides = {}): Advance => ({
  script,
  screen: screenOf(script),
  note: note ?? null,
  outcomes: outcomes ?? [],
});

/** Leaves the screen as it is. */
export const stay = (script: Script, besides: Besides = {}): Advance => ({
  ...show(script, besides),
  screen: null,
});

/** Granted first, from every state; the script may go on. A phone that fell silent or was cleared stays silent. */
export function wantPerson(hit: TriageInstrument, script: Script): Advance {
  const settled = settle(hit, { ...script, personWanted: true }, 'complete');
  const outcomes: readonly Outcome[] = [{ kind: 'person-wanted' }, ...settled.outcomes];
  if (script.stage === 'watched' || script.stage === 'left') return stay(settled.script, { outcomes });
  const present = { ...settled.script, paused: false };
  return {
    ...show(present, { outcomes, note: 'person-called' }),
    screen: script.paused ? screenOf(present) : null,
  };
}

/** Ends this run at `stage`: the last word on the level goes out, the answers go. */
export function finish(
  hit: TriageInstrument,
  script: Script,
  stage: Extract<Stage, 'stopped' | 'here' | 'closed' | 'left'>,
  moment: Moment = 'complete',
): Advance {
  const settled = settle(hit, script, moment);
  const last = triageOf(hit, settled.script, moment);
  const ended: Script = {
    ...remember(settled.script, last),
    stage,
    answers: {},
    chosen: [],
    ahead: [],
    paused: false,
    heard: false,
  };
  return show(ended, { outcomes: [...settled.outcomes, { kind: 'finished', triage: last }] });
}

/** From every state. What she had answered is scored like any other silence. */
export function leave(hit: TriageInstrument, script: Script): Advance {
  if (script.stage === 'left') return stay(script);
  const left: Outcome = { kind: 'left' };
  if (hasEnded(script)) return show({ ...script, stage: 'left' }, { outcomes: [left] });
  const finished = finish(hit, script, 'left', hasNoQuestionLeft(script) ? 'complete' : 'unfinished');
  return { ...finished, outcomes: [left, ...finished.outcomes] };
}

/** A new run after an end. The first screen is the same as for anybody: the chat never mentions an earlier contact. */
export function startAgain(script: Script, at: Instant): Advance {
  const fresh = beginScript(at, script.language, { notBelow: reached(script) });
  const again = { ...fresh, repeatContact: script.repeatContact };
  return show(again, { outcomes: unlocking(script) });
}

/** She writes after "watched": staff may reply, and a person answers rather than the program. */
export function writeAgain(hit: TriageInstrument, script: Script): Advance {
  const here = finish(hit, { ...script, replyLocked: false }, 'here');
  return { ...here, outcomes: [...unlocking(script), ...here.outcomes] };
}

/** Words of immediate danger in free text: RED, and the questions stop. They can only raise. */
export function raiseDanger(hit: TriageInstrument, script: Script, at: Instant): Advance {
  if (script.stage === 'stopped')
    return stay({ ...script, heard: true }, script.heard ? {} : { note: 'text-kept' });
  const awake = script.stage === 'left' ? startAgain(script, at).script : script;
  const message = hit.escalations['free_text_danger_words'] ?? 'danger';
  const marked: Script = { ...awake, dangerWords: true, replyLocked: false, message };
  const stopped = finish(hit, marked, 'stopped');
  return { ...stopped, outcomes: [...unlocking(script), ...stopped.outcomes] };
}

/** The next optional field after the counted questions, then the question of consent. */
export function askAhead(script: Script, besides: Besides = {}): Advance {
  const [next, ...ahead] = script.ahead;
  const stage: FollowField | 'consent' = next ?? 'consent';
  return show({ ...script, stage, ahead, chosen: [], heard: false }, besides);
}

/** Taken once; the word goes to the server and does not stay in the script. */
export function captureCodeWord(script: Script, text: string): Advance {
  const word = readCodeWord(text);
  if (word === null) return stay(script, { note: 'code-word-form' });
  return askAhead(script, {
    note: 'code-word-kept',
    outcomes: [{ kind: 'code-word', word, key: codeWordKey(word) }],
  });
}

const unlocking = (script: Script): readonly Outcome[] =>
  script.replyLocked ? [{ kind: 'writes-again' }] : [];
