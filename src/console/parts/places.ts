import type { Me } from '../session/session.js';

export interface Place {
  readonly path: string;
  readonly title: 'console.place.cases' | 'console.place.people' | 'console.place.account';
  /** One letter after "g", and the digit shown in the command palette. */
  readonly key: string;
}

const cases: Place = { path: '/cases', title: 'console.place.cases', key: 'c' };
const people: Place = { path: '/people', title: 'console.place.people', key: 'p' };
const account: Place = { path: '/account', title: 'console.place.account', key: 'a' };

/** What this person may open, in the order of the day. An administrator holds no circle keys, so she has no cases. */
export const placesOf = ({ roles }: Me): readonly Place[] =>
  roles.includes('administrator') ? [people, account] : [cases, people, account];
