import type { Language } from '../domain/shared/language.js';
import {
  optionOf,
  type EmergencyContact,
  type QuestionId,
  type TriageInstrument,
  type Wording,
} from '../domain/triage/instrument.js';
import { HOURS_MEANT, SAFE_CHANNELS, SAFE_HOURS, type SafeHours } from '../domain/triage/safe-contact.js';
import type { Address, Screen } from '../domain/triage/screen.js';
import { choiceData } from '../domain/triage/tap-data.js';
import { hasText, rawText, text } from './catalog.js';
import type { TextKey } from './phrasebook.js';
import { filled } from './sentence.js';
import { inScript } from './transliterate.js';

export interface RenderedButton {
  readonly label: string;
  /** At most 64 bytes. */
  readonly data: string;
}

interface Body {
  readonly text: string;
  readonly rows: readonly (readonly RenderedButton[])[];
}

type ScreenOf<Kind extends Screen['kind']> = Extract<Screen, { kind: Kind }>;
type Bodies = {
  readonly [Kind in Screen['kind']]: (
    hit: TriageInstrument,
    screen: ScreenOf<Kind>,
    language: Language,
  ) => Body;
};

/** What a screen says and the buttons of its own, without the ones that are always at hand. */
export function bodyOf(hit: TriageInstrument, screen: Screen, language: Language): Body {
  const body = BODIES[screen.kind] as (hit: TriageInstrument, screen: Screen, language: Language) => Body;
  return body(hit, screen, language);
}

/** "Police: 192 · Ambulance: 194": those of `ids` that have a number, as configured. */
export function emergencyLine(
  hit: TriageInstrument,
  language: Language,
  ids: readonly EmergencyContact['id'][],
): string {
  const listed = hit.emergencyContacts.filter(({ id, number }) => ids.includes(id) && number !== null);
  return listed.map((each) => `${worded(each, language, 'adult')}: ${each.number}`).join(' · ');
}

const BODIES: Bodies = {
  first: (hit, { step }, language) => ({
    text: `${text(language, 'intake.firstLines')}\n\n${question(hit, 'H1', language, 'adult')}`,
    rows: [...options(hit, 'H1', step, language, 'adult'), [skip(hit, step, language)]],
  }),
  limits: (hit, { step, leaveOnSilence }, language) => ({
    text: `${worded(hit.opening, language, 'adult')}\n\n${worded(hit.deviceNote, language, 'adult')}`,
    rows: [
      [{ label: worded(hit.opening.start, language, 'adult'), data: choiceData(step, 'start') }],
      [
        {
          label: tick(leaveOnSilence, text(language, 'intake.clearWhenQuiet')),
          data: choiceData(step, leaveOnSilence ? 'clear-off' : 'clear-on'),
        },
      ],
    ],
  }),
  'for-whom': (hit, { step }, language) => ({
    text: worded(hit.forWhom, language, 'adult'),
    rows: [
      [{ label: worded(hit.forWhom.me, language, 'adult'), data: choiceData(step, 'me') }],
      [{ label: worded(hit.forWhom.someoneElse, language, 'adult'), data: choiceData(step, 'someone_else') }],
      [skip(hit, step, language)],
    ],
  }),
  question: questionBody,
  follow: followBody,
  consent: (hit, { step, address }, language) => ({
    text: worded(hit.consent, language, address),
    rows: [
      [
        { label: text(language, 'intake.yes'), data: choiceData(step, 'yes') },
        { label: text(language, 'intake.no'), data: choiceData(step, 'no') },
      ],
      [skip(hit, step, language)],
    ],
  }),
  stopped: (hit, { message, address }, language) => ({
    text: `${worded(hit.messages[message], language, address)}\n\n${emergencyLine(
      hit,
      language,
      message === 'child' ? ['police', 'ambulance', 'missing_children'] : ['police', 'ambulance'],
    )}`,
    rows: [],
  }),
  watched: (hit, { address }, language) => ({
    text: worded(hit.messages.go_silent, language, address),
    rows: [],
  }),
  paused: (_, { step, address }, language) => ({
    text: own('intake.paused', language, address),
    rows: [[{ label: text(language, 'intake.goOn'), data: choiceData(step, 'resume') }]],
  }),
  here: (_, { address }, language) => ({ text: own('intake.here', language, address), rows: [] }),
  closed: (hit, { urgent, address }, language) => ({
    text: [
      worded(hit.messages.close, language, address),
      own('intake.closedNext', language, address),
      ...(urgent ? [emergencyLine(hit, language, ['police', 'ambulance'])] : []),
    ].join('\n\n'),
    rows: [],
  }),
  left: (_, { address }, language) => ({ text: own('intake.left', language, address), rows: [] }),
};

function questionBody(hit: TriageInstrument, screen: ScreenOf<'question'>, language: Language): Body {
  const { step, address, position, of, chosen } = screen;
  const { multi } = hit.questions[screen.question];
  const done = { label: text(language, 'intake.done'), data: choiceData(step, 'done') };
  const unsure = {
    label: worded(hit.uncertain.dont_know, language, address),
    data: choiceData(step, 'dont_know'),
  };
  return {
    text: `${text(language, 'intake.counter', { position, of })}\n${question(hit, screen.question, language, address)}`,
    rows: [
      ...options(hit, screen.question, step, language, address, multi ? chosen : null),
      ...(multi ? [[done]] : []),
      [unsure, skip(hit, step, language)],
    ],
  };
}

function followBody(hit: TriageInstrument, screen: ScreenOf<'follow'>, language: Language): Body {
  const { field, step, address, chosen } = screen;
  const asked = worded(hit.followFields[field], language, address);
  const last = [skip(hit, step, language)];
  if (field === 'code_word')
    return { text: `${asked}\n\n${own('intake.typeTheWord', language, address)}`, rows: [last] };
  if (field === 'safe_channel') {
    const channels = SAFE_CHANNELS.map((each) => [
      { label: text(language, `intake.channel.${each}`), data: choiceData(step, each) },
    ]);
    return { text: asked, rows: [...channels, last] };
  }
  const hours = SAFE_HOURS.map((each) => [
    {
      label: tick(chosen.includes(each), hoursLabel(language, each)),
      data: choiceData(step, `${chosen.includes(each) ? '-' : '+'}${each}`),
    },
  ]);
  return {
    text: asked,
    rows: [...hours, [{ label: text(language, 'intake.done'), data: choiceData(step, 'done') }], last],
  };
}

const hoursLabel = (language: Language, hours: SafeHours): string =>
  filled(rawText(language, `intake.hours.${hours}`), HOURS_MEANT[hours]);

/** @param chosen what is ticked in a multi-select question; null when one tap answers */
function options(
  hit: TriageInstrument,
  id: QuestionId,
  step: string,
  language: Language,
  address: Address,
  chosen: readonly string[] | null = null,
): readonly (readonly RenderedButton[])[] {
  return hit.questions[id].options.map((option) => {
    const isTicked = chosen?.includes(option.id) === true;
    const label = tick(isTicked, optionLabel(hit, id, option.id, language, address));
    const sign = isTicked ? '-' : '+';
    return [{ label, data: choiceData(step, chosen === null ? option.id : `${sign}${option.id}`) }];
  });
}

const skip = (hit: TriageInstrument, step: string, language: Language): RenderedButton => ({
  label: worded(hit.uncertain.skip, language, 'adult'),
  data: choiceData(step, 'skip'),
});

const tick = (isTicked: boolean, label: string): string => (isTicked ? `✓ ${label}` : label);

function question(hit: TriageInstrument, id: QuestionId, language: Language, address: Address): string {
  return inThirdPerson(id, language, address) ?? worded(hit.questions[id], language, address);
}

function optionLabel(
  hit: TriageInstrument,
  id: QuestionId,
  optionId: string,
  language: Language,
  address: Address,
): string {
  const option = optionOf(hit.questions[id], optionId);
  return (
    inThirdPerson(`${id}.${optionId}`, language, address) ?? (option ? worded(option, language, address) : '')
  );
}

function inThirdPerson(key: string, language: Language, address: Address): string | null {
  const name = `thirdPerson.${key}`;
  return address === 'third-person' && hasText(name) ? rawText(language, name) : null;
}

/** The instrument's own words. */
function worded(wording: Wording, language: Language, address: Address): string {
  if (language === 'en') return wording.en;
  return inScript(language, address === 'child' ? (wording.srChild ?? wording.sr) : wording.sr);
}

const own = (key: TextKey, language: Language, address: Address): string =>
  rawText(language, key, address === 'child');
