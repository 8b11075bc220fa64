import { chosenOptions, type Answer } from './answers.js';
import {
  isQuestionId,
  isUncertain,
  optionOf,
  QUESTIONS,
  type FollowField,
  type QuestionId,
  type TriageInstrument,
  type TriageOption,
} from './instrument.js';
import { askAhead, finish, show } from './script-moves.js';
import type { Advance, NoteId, Outcome } from './conversation.js';
import { SAFE_CHANNELS, SAFE_HOURS, type SafeHours } from './safe-contact.js';
import type { Script, Stage } from './script-state.js';
import { settle } from './script-triage.js';

/** What a choice on the current screen does; null when that screen has no such choice. */
export function choose(hit: TriageInstrument, script: Script, choice: string): Advance | null {
  if (script.paused) {
    const present = { ...script, paused: false };
    return choice === 'resume' ? show(present) : choose(hit, present, choice);
  }
  const { stage } = script;
  if (isQuestionId(stage)) return chooseAnswer(hit, script, stage, choice);
  return chooseElsewhere(hit, script, stage, choice);
}

function chooseElsewhere(
  hit: TriageInstrument,
  script: Script,
  stage: Exclude<Stage, QuestionId>,
  choice: string,
): Advance | null {
  switch (stage) {
    case 'limits':
      return chooseAtLimits(script, choice);
    case 'for-whom':
      return chooseForWhom(script, choice);
    case 'safe_channel':
      return chooseChannel(script, choice);
    case 'safe_time':
      return chooseHours(script, choice);
    case 'code_word':
      return choice === 'skip' ? askAhead(script) : null;
    case 'consent':
      return chooseConsent(hit, script, choice);
    default:
      return null;
  }
}

function chooseAnswer(hit: TriageInstrument, script: Script, id: QuestionId, choice: string): Advance | null {
  const question = hit.questions[id];
  if (isUncertain(choice)) return answered(hit, script, id, choice);
  if (!question.multi) {
    const option = optionOf(question, choice);
    return option === null ? null : answered(hit, script, id, option.id);
  }
  if (choice === 'done') return answered(hit, script, id, script.chosen.length > 0 ? script.chosen : 'skip');
  const exclusive = question.options.filter((option) => option.exclusive).map((option) => option.id);
  const ids = question.options.map((option) => option.id);
  return ticked(script, choice, ids, exclusive);
}

/** `+id` ticks and `-id` unticks, so that the same tap twice is the same as once. */
function ticked(
  script: Script,
  choice: string,
  ids: readonly string[],
  exclusive: readonly string[],
): Advance | null {
  const id = choice.slice(1);
  if (!ids.includes(id) || !/^[+-]/.test(choice)) return null;
  const others = script.chosen.filter((each) => each !== id);
  if (choice.startsWith('-')) return show({ ...script, chosen: others });
  const beside = exclusive.includes(id) ? [] : others.filter((each) => !exclusive.includes(each));
  return show({ ...script, chosen: ids.filter((each) => each === id || beside.includes(each)) });
}

function answered(hit: TriageInstrument, script: Script, id: QuestionId, answer: Answer): Advance {
  const options = chosenOptions(hit.questions[id], answer) ?? [];
  const childWording = script.childWording || mayBeChild(script, id, options);
  const answers = { ...script.answers, [id]: answer };
  const next: Script = { ...script, answers, childWording, chosen: [] };
  const immediate = options.find((option) => option.immediate);
  if (immediate !== undefined) return stop(hit, next, id, immediate);
  return id === 'H8' ? completed(hit, next, options) : goOn(hit, next, id);
}

/** The child wording begins after the age question, when the writer speaks for themselves and is not surely an adult. */
const mayBeChild = (script: Script, id: QuestionId, options: readonly TriageOption[]): boolean =>
  id === 'H3' &&
  script.forWhom !== 'someone_else' &&
  (options.length === 0 || options.some((option) => option.flag !== null));

function stop(hit: TriageInstrument, script: Script, id: QuestionId, option: TriageOption): Advance {
  const message = hit.escalations[`${id}.${option.id}`] ?? 'danger';
  if (!option.goSilent) return finish(hit, { ...script, message }, 'stopped');
  const settled = settle(hit, { ...script, stage: 'watched', replyLocked: true }, 'complete');
  return show(settled.script, { outcomes: [...settled.outcomes, { kind: 'watched' }] });
}

function completed(hit: TriageInstrument, script: Script, options: readonly TriageOption[]): Advance {
  const handover = options.some((option) => option.handover);
  const asked: readonly FollowField[] = options.flatMap((option) => option.ask);
  const personWanted = script.personWanted || handover;
  const settled = settle(hit, { ...script, personWanted, ahead: asked }, 'complete');
  const outcomes: readonly Outcome[] = handover
    ? [{ kind: 'person-wanted' }, ...settled.outcomes]
    : settled.outcomes;
  return askAhead(settled.script, handover ? { outcomes, note: 'person-called' } : { outcomes });
}

function goOn(hit: TriageInstrument, script: Script, id: QuestionId): Advance {
  const settled = settle(hit, { ...script, stage: stageAfter(hit, script, id) }, 'running');
  const isRed = settled.outcomes.some((each) => each.kind === 'triaged' && each.triage.priority === 'RED');
  const note: NoteId | null = isRed ? 'emergency' : null;
  return { ...show(settled.script, { outcomes: settled.outcomes }), note };
}

function stageAfter(hit: TriageInstrument, script: Script, id: QuestionId): Stage {
  if (id === 'H1') return 'limits';
  const later = QUESTIONS.slice(QUESTIONS.indexOf(id) + 1);
  const isAsked = (each: QuestionId): boolean =>
    script.forWhom !== 'someone_else' || !hit.questions[each].onlyAboutSelf;
  return later.find(isAsked) ?? 'consent';
}

function chooseAtLimits(script: Script, choice: string): Advance | null {
  if (choice === 'start') return show({ ...script, stage: 'for-whom' });
  if (choice === 'clear-on') return show({ ...script, leaveOnSilence: true });
  return choice === 'clear-off' ? show({ ...script, leaveOnSilence: false }) : null;
}

function chooseForWhom(script: Script, choice: string): Advance | null {
  if (choice === 'me' || choice === 'someone_else') return show({ ...script, stage: 'H2', forWhom: choice });
  return choice === 'skip' ? show({ ...script, stage: 'H2', forWhom: 'unknown' }) : null;
}

function chooseChannel(script: Script, choice: string): Advance | null {
  if (choice === 'skip') return askAhead(script);
  const channel = SAFE_CHANNELS.find((each) => each === choice);
  return channel === undefined ? null : askAhead(script, { outcomes: [{ kind: 'safe-channel', channel }] });
}

function chooseHours(script: Script, choice: string): Advance | null {
  if (choice === 'skip') return askAhead(script);
  if (choice !== 'done') return ticked(script, choice, SAFE_HOURS, ['any']);
  const hours: readonly SafeHours[] = SAFE_HOURS.filter((each) => script.chosen.includes(each));
  return askAhead(script, hours.length > 0 ? { outcomes: [{ kind: 'safe-hours', hours }] } : {});
}

function chooseConsent(hit: TriageInstrument, script: Script, choice: string): Advance | null {
  if (choice === 'skip') return finish(hit, script, 'closed');
  if (choice !== 'yes' && choice !== 'no') return null;
  const closed = finish(hit, script, 'closed');
  return { ...closed, outcomes: [{ kind: 'keep-answers', keep: choice === 'yes' }, ...closed.outcomes] };
}
