import type { Say } from '../i18n/language.js';
import type { CircleAnswer } from '../keeper/held-circle.js';

export const nameOfCircle = ({ facts, kind }: Pick<CircleAnswer, 'facts' | 'kind'>, say: Say): string =>
  facts ? say('consoleCase.number', { number: facts.number }) : say(`consoleCase.kind.${kind}`);

/** With the worker's name where it is her file: somebody may be in several. @param names duty names by id */
export const nameWithWorker = (circle: CircleAnswer, names: ReadonlyMap<string, string>, say: Say): string =>
  circle.kind === 'worker-file'
    ? say('providers.worker', { name: names.get(circle.subjectId ?? '') ?? '' })
    : nameOfCircle(circle, say);
