import type { CircleKind } from '../../../domain/circle/circle.js';
import type { Say } from '../../i18n/language.js';

export interface Place {
  readonly kind: CircleKind;
  readonly number: number;
}

/** What people say to one another: a kind and a number, never a name. */
export const nameOfPlace = ({ kind, number }: Place, say: Say): string =>
  kind === 'client-case'
    ? say('consoleCase.number', { number })
    : `${say(`consoleCase.kind.${kind}`)} ${number}`;
