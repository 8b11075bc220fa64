import { nextLanguage } from '../shared/language.js';
import type { Instant } from '../shared/time.js';
import type { TriageInstrument } from './instrument.js';
import { choose } from './script-choices.js';
import {
  captureCodeWord,
  finish,
  leave,
  raiseDanger,
  show,
  startAgain,
  stay,
  wantPerson,
  writeAgain,
} from './script-moves.js';
import type { Advance, ContactAct, SignOfLife } from './conversation.js';
import { hasEnded, hasNoQuestionLeft, type Script } from './script-state.js';
import { raiseOneUp, settle } from './script-triage.js';
import { readTap } from './tap-data.js';

export { beginScript } from './script-state.js';
export type { Advance, ContactAct, NoteId, Outcome } from './conversation.js';
export type { Script } from './script-state.js';
export type { Triage } from './priority.js';

type CommandName = Extract<ContactAct, { kind: 'command' }>['name'];

/**
 * What the script does about one act of the contact.
 *
 * Total: whatever the act, nothing is thrown; a tap that is stale, doubled or never sent by us changes nothing and shows the
 * current screen again. Within a run the priority never falls, no question is asked twice, and at most eight are counted.
 * A wish for a person and a wish to leave are granted from every state.
 *
 * @param at only starts a new run's stamp; deadlines are the answer clock's business
 */
export function advance(hit: TriageInstrument, script: Script, act: ContactAct, at: Instant): Advance {
  switch (act.kind) {
    case 'tap':
      return tapped(hit, script, act.data);
    case 'text':
      return wrote(hit, script, act.text, act.dangerWords, at);
    case 'sign-of-life':
      return livesBy(hit, script, act.what, at);
    case 'command':
      return commanded(hit, script, act.name, at);
    case 'silence':
      return fellSilent(hit, script);
  }
}

/**
 * The server found the same code word, not older than 30 days: one level up, once, never above RED (rule 5). Before anything is
 * triaged it only marks the script, and the level comes with the first triage.
 */
export function markRepeatContact(hit: TriageInstrument, script: Script): Advance {
  if (script.repeatContact) return stay(script);
  const marked = { ...script, repeatContact: true };
  const settled = hasEnded(script) ? raiseOneUp(hit, marked) : settle(hit, marked, 'running');
  return stay(settled.script, { outcomes: settled.outcomes });
}

function tapped(hit: TriageInstrument, script: Script, data: string): Advance {
  const tap = readTap(data, script);
  if (tap.kind === 'person') return wantPerson(hit, script);
  if (tap.kind === 'exit') return leave(hit, script);
  if (script.stage === 'left' || tap.kind === 'stale')
    return script.stage === 'left' ? stay(script) : show(script);
  if (tap.kind === 'language') return show({ ...script, language: tap.language });
  return choose(hit, { ...script, heard: false }, tap.choice) ?? show(script);
}

function wrote(hit: TriageInstrument, script: Script, text: string, danger: boolean, at: Instant): Advance {
  if (danger) return raiseDanger(hit, script, at);
  if (script.stage === 'watched') return writeAgain(hit, script);
  if (script.stage === 'left') return startAgain(script, at);
  if (script.paused) return show({ ...script, paused: false, heard: true }, { note: 'text-kept' });
  if (script.stage === 'code_word') return captureCodeWord(script, text);
  return script.heard ? stay(script) : stay({ ...script, heard: true }, { note: 'text-kept' });
}

/** Editing an old message or an unknown kind of update is no clear sign that it is she who holds the phone. */
function livesBy(hit: TriageInstrument, script: Script, what: SignOfLife, at: Instant): Advance {
  if (what === 'edit' || what === 'other') return stay(script);
  if (script.stage === 'left') return startAgain(script, at);
  if (script.stage === 'watched') return writeAgain(hit, script);
  const present = { ...script, paused: false };
  return script.paused ? show(present, { note: 'sign-of-life' }) : stay(present, { note: 'sign-of-life' });
}

function commanded(hit: TriageInstrument, script: Script, name: CommandName, at: Instant): Advance {
  switch (name) {
    case 'exit':
      return leave(hit, script);
    case 'person':
      return askForPerson(hit, script, at);
    case 'start':
      return hasEnded(script) ? startAgain(script, at) : show({ ...script, paused: false });
    case 'language': {
      const switched = { ...script, language: nextLanguage(script.language) };
      return script.stage === 'left' ? startAgain(switched, at) : show(switched);
    }
  }
}

/** Typed, so it is she who writes: it wakes a conversation that fell silent or was left. */
function askForPerson(hit: TriageInstrument, script: Script, at: Instant): Advance {
  if (script.stage !== 'watched' && script.stage !== 'left') return wantPerson(hit, script);
  const awake = script.stage === 'watched' ? writeAgain(hit, script) : startAgain(script, at);
  const granted = wantPerson(hit, awake.script);
  return { ...granted, screen: awake.screen, outcomes: [...awake.outcomes, ...granted.outcomes] };
}

function fellSilent(hit: TriageInstrument, script: Script): Advance {
  if (hasEnded(script) || script.paused) return stay(script);
  if (hasNoQuestionLeft(script)) return finish(hit, script, 'closed');
  if (script.leaveOnSilence) return leave(hit, script);
  const settled = settle(hit, script, 'unfinished');
  return show({ ...settled.script, paused: true }, { outcomes: settled.outcomes });
}
