import type { Say } from '../i18n/language.js';
import type { CircleAnswer } from '../keeper/held-circle.js';

export const nameOfCircle = ({ facts, kind }: CircleAnswer, say: Say): string =>
  facts ? say('consoleCase.number', { number: facts.number }) : say(`consoleCase.kind.${kind}`);
