import type { Language } from '../../domain/shared/language.js';
import { text } from '../../texts/catalog.js';
import type { TextKey } from '../../texts/phrasebook.js';
import type { AlertFace, AlertKind } from '../escalation/alert.js';

const kinds: Record<AlertKind, TextKey> = {
  contact: 'staff.kind.contact',
  incident: 'staff.kind.incident',
  'check-in': 'staff.kind.checkIn',
  review: 'staff.kind.review',
  duty: 'staff.kind.duty',
  test: 'staff.kind.test',
};

export const kindWords = (language: Language, kind: AlertKind): string =>
  text(language, kinds[kind] as never);

/** "RED · contact 4769": all that an alert ever says. */
export function alertWords(language: Language, { level, kind, number }: AlertFace): string {
  return text(language, 'staff.alert.open', { level, kind: kindWords(language, kind), number });
}
