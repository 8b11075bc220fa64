import {
  QUESTIONS,
  type QuestionId,
  type TriageInstrument,
  type TriageOption,
  type TriageQuestion,
  type Wording,
} from '../../../domain/triage/instrument.js';
import { hotlineFile, type HotlineFile } from './hotline-schema.js';

type FileQuestion = HotlineFile['questions'][number];
type FileOption = FileQuestion['options'][number];

/**
 * The hotline intake triage from what its YAML file says.
 *
 * @throws an error that names the first places where the file is not as it must be; never after a version is published, because a
 *         published version does not change
 */
export function hotlineInstrument(parsed: unknown): TriageInstrument {
  const file = hotlineFile.parse(parsed);
  const [start, person, exit] = file.opening.buttons;
  const [me, someoneElse] = file.conduct.for_whom.options;
  const { skip, dont_know: dontKnow } = file.answer_common;
  return {
    id: file.instrument.id,
    version: file.instrument.version,
    opening: { ...worded(file.opening), start: worded(start), person: worded(person), exit: worded(exit) },
    deviceNote: worded(file.safety_ui.device_note),
    forWhom: { ...worded(file.conduct.for_whom), me: worded(me), someoneElse: worded(someoneElse) },
    uncertain: {
      skip: { ...worded(skip), weight: skip.weight },
      dont_know: { ...worded(dontKnow), weight: dontKnow.weight },
    },
    questions: questionsOf(file),
    followFields: mapped(file.follow_fields, worded),
    consent: worded(file.data_rules.consent_text),
    levels: mapped(file.scoring.levels, ({ en, sr, human_within_minutes: humanWithinMinutes }) => ({
      en,
      sr,
      humanWithinMinutes,
    })),
    escalations: escalationsOf(file),
    messages: mapped(file.messages, worded),
    emergencyContacts: file.emergency_contacts.map(({ id, number, verified, ...words }) => ({
      ...worded(words),
      id,
      number,
      verified,
    })),
    sessionTimeoutMinutes: file.safety_ui.session_timeout_minutes,
  };
}

function questionsOf(file: HotlineFile): Record<QuestionId, TriageQuestion> {
  const found = QUESTIONS.map((id) => {
    const question = file.questions.find((each) => each.id === id);
    if (question === undefined) throw new Error(`The hotline instrument has no question ${id}.`);
    return [id, questionOf(question)] as const;
  });
  return Object.fromEntries(found) as Record<QuestionId, TriageQuestion>;
}

const questionOf = (question: FileQuestion): TriageQuestion => ({
  ...worded(question),
  id: question.id,
  multi: question.type === 'multi',
  cap: question.cap ?? null,
  options: question.options.map(optionOf),
  onlyAboutSelf: question.ask_if !== undefined,
});

const optionOf = (option: FileOption): TriageOption => ({
  ...worded(option),
  ...effectsOf(option),
  id: option.id,
  weight: option.weight ?? 0,
  ask: option.ask ?? [],
});

const effectsOf = (option: FileOption) => ({
  immediate: option.immediate === true,
  goSilent: option.go_silent === true,
  floor: option.floor ?? null,
  flag: option.flag ?? null,
  handover: option.handover === true,
  exclusive: option.exclusive === true,
});

/** Every immediate option has its message, or the person would be shown the wrong one. */
function escalationsOf(file: HotlineFile): TriageInstrument['escalations'] {
  const escalations = Object.fromEntries(file.immediate_escalation.map(({ when, message }) => [when, message]));
  for (const { id, options } of file.questions) {
    const bare = options.find((each) => each.immediate === true && escalations[`${id}.${each.id}`] === undefined);
    if (bare !== undefined) throw new Error(`The hotline instrument has no message for ${id}.${bare.id}.`);
  }
  return escalations;
}

function worded({ en, sr, sr_child: srChild }: { en: string; sr: string; sr_child?: string | undefined }): Wording {
  return srChild === undefined ? { en, sr } : { en, sr, srChild };
}

const mapped = <Key extends string, From, To>(from: Record<Key, From>, to: (each: From) => To): Record<Key, To> =>
  Object.fromEntries(Object.entries<From>(from).map(([key, each]) => [key, to(each)])) as Record<Key, To>;
