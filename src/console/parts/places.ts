import type { Me } from '../session/session.js';

export interface Place {
  readonly path: string;
  readonly title: 'console.place.cases' | 'console.place.people' | 'console.place.account';
  /** One letter after "g", and the digit shown in the command palette. */
  readonly key: string;
}

const people: Place = { path: '/people', title: 'console.place.people', key: 'p' };
const account: Place = { path: '/account', title: 'console.place.account', key: 'a' };

/** What a person may open, in the order of the day. */
export const placesOf = (_me: Me): readonly Place[] => [people, account];
