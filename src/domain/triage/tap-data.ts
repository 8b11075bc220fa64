import { isLanguage, type Language } from '../shared/language.js';
import type { Script } from './script-state.js';

/**
 * The callback data behind a button: `t:<run>.<stage>:<choice>`, or `t:*:<choice>` for the buttons that work from any
 * screen however old. At most 64 bytes, as Telegram demands, and nothing in it comes from a person.
 */
const PREFIX = 't';
const ANYWHERE = '*';

export type Tap =
  | { readonly kind: 'person' }
  | { readonly kind: 'exit' }
  | { readonly kind: 'language'; readonly language: Language }
  | { readonly kind: 'choice'; readonly choice: string }
  | { readonly kind: 'stale' };

export const stepOf = (script: Pick<Script, 'stamp' | 'stage'>): string => `${script.stamp}.${script.stage}`;

export const choiceData = (step: string, choice: string): string => `${PREFIX}:${step}:${choice}`;

export const personData = `${PREFIX}:${ANYWHERE}:person`;
export const exitData = `${PREFIX}:${ANYWHERE}:exit`;
export const languageData = (language: Language): string => `${PREFIX}:${ANYWHERE}:${language}`;

/** Total: whatever `data` is. A choice that belongs to another screen or another run is stale. */
export function readTap(data: string, script: Script): Tap {
  const [prefix, step, choice, ...rest] = data.split(':');
  if (prefix !== PREFIX || choice === undefined || rest.length > 0) return { kind: 'stale' };
  if (step === ANYWHERE) return anywhere(choice);
  return step === stepOf(script) ? { kind: 'choice', choice } : { kind: 'stale' };
}

function anywhere(choice: string): Tap {
  if (choice === 'person' || choice === 'exit') return { kind: choice };
  return isLanguage(choice) ? { kind: 'language', language: choice } : { kind: 'stale' };
}
