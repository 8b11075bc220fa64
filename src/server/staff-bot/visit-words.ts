import type { OwnStage } from '../../domain/safety/field-visit.js';
import { VisitRefused } from '../../domain/safety/field-visit.js';
import type { Language } from '../../domain/shared/language.js';
import { text } from '../../texts/catalog.js';
import type { TextKey } from '../../texts/phrasebook.js';
import { SafetyRefused } from '../safety/safety-refused.js';
import type { SeenVisit } from '../safety/read-visits.js';
import type { VisitNotes } from '../safety/visit-notes.js';
import type { Keyboard, Shown } from './notice-text.js';
import { visitTap, type VisitVerb } from './safety-tap.js';

const verbsAt: Readonly<Record<OwnStage, readonly (readonly VisitVerb[])[]>> = {
  'waits-for-yes': [['cancel']],
  refused: [['cancel']],
  ready: [['depart'], ['cancel']],
  'under-way': [['check-in'], ['extend-30', 'extend-60'], ['safe']],
  late: [['check-in'], ['safe']],
  ended: [],
};

/** The six points are not named: a phone says a number, never what a visit is about. */
const atTheDoor: readonly (readonly VisitVerb[])[] = [['depart-checked'], ['doubt'], ['cancel']];

const labels: Readonly<Record<VisitVerb, TextKey>> = {
  depart: 'safety.button.depart',
  'depart-checked': 'safety.button.departChecked',
  doubt: 'safety.button.doubt',
  'check-in': 'safety.button.checkIn',
  'extend-30': 'safety.button.extend30',
  'extend-60': 'safety.button.extend60',
  safe: 'safety.button.safe',
  cancel: 'safety.button.cancel',
  yes: 'safety.button.yes',
  no: 'safety.button.no',
};

/** Her own visit as her phone shows it: the same, whichever of her words she said. */
export function ownVisitShown(language: Language, visit: SeenVisit, notes: VisitNotes): Shown {
  const stage = visit.stage as OwnStage;
  const values = { number: visit.number, time: notes.timeOf(visit.dueAt) };
  if (visit.checkAgain)
    return {
      text: text(language, 'safety.visit.check', values),
      keyboard: keyboardOf(language, visit, atTheDoor),
    };
  return {
    text: text(language, `safety.visit.${stage}`, values),
    keyboard: keyboardOf(language, visit, verbsAt[stage]),
  };
}

/** A visit that waits for a supervisor's yes, on the phone of somebody who may give it. */
export const askShown = (language: Language, visit: SeenVisit, name: string): Shown => ({
  text: text(language, 'safety.visit.ask', { number: visit.number, name }),
  keyboard: keyboardOf(language, visit, [['yes'], ['no']]),
});

/** One line of the list for those who would look for somebody. */
export function watchLine(
  language: Language,
  visit: SeenVisit,
  name: string,
  notes: VisitNotes,
): string | null {
  const values = { number: visit.number, name, time: notes.timeOf(visit.dueAt) };
  if (visit.unbegun)
    return text(language, 'safety.watch.not-begun', { ...values, time: notes.timeOf(visit.plannedAt) });
  if (visit.stage === 'duress') return text(language, 'safety.watch.duress', values);
  if (visit.stage === 'missed') return text(language, 'safety.watch.missed', values);
  return visit.stage === 'under-way' ? text(language, 'safety.watch.under-way', values) : null;
}

/** Why a tap changed nothing; null for a fault of ours. */
export function refusalWords(language: Language, caught: unknown): string | null {
  if (caught instanceof SafetyRefused) return text(language, 'safety.tap.unknown');
  if (!(caught instanceof VisitRefused)) return null;
  return caught.reason === 'departed'
    ? text(language, 'safety.tap.departed-already')
    : text(language, `safety.tap.${caught.reason}`);
}

const keyboardOf = (
  language: Language,
  visit: SeenVisit,
  lines: readonly (readonly VisitVerb[])[],
): Keyboard =>
  lines.map((line) =>
    line.map((verb) => ({
      text: text(language, labels[verb] as never),
      callback_data: visitTap(verb, visit.id),
    })),
  );
