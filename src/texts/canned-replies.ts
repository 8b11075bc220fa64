import type { Language } from '../domain/shared/language.js';
import { rawText } from './catalog.js';

/**
 * Ready sentences for operators. Each was held against what must never be asked and never be said (hotline instrument,
 * `never_ask`, `never_say`). `reviewed`: a practitioner who speaks the language has read it in every language; until then
 * the console says that nobody has.
 */
export const CANNED_REPLIES = [
  { id: 'hello', reviewed: false },
  { id: 'safeNow', reviewed: false },
  { id: 'whatHelps', reviewed: false },
  { id: 'notAlone', reviewed: false },
  { id: 'emergency', reviewed: false },
  { id: 'wait', reviewed: false },
  { id: 'whenSafe', reviewed: false },
  { id: 'youDecide', reviewed: false },
] as const;

type CannedId = (typeof CANNED_REPLIES)[number]['id'];

/** @param isChild the informal form, for somebody who may be under 18 */
export const cannedText = (id: CannedId, language: Language, isChild: boolean): string =>
  rawText(language, `canned.${id}`, isChild);
