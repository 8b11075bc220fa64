import type { Me } from '../session/session.js';

type PlaceName =
  | 'alerts'
  | 'inbox'
  | 'cases'
  | 'reviews'
  | 'safety'
  | 'circles'
  | 'roster'
  | 'hotline'
  | 'instruments'
  | 'people'
  | 'account';

export interface Place {
  readonly path: `/${PlaceName}`;
  readonly title: `console.place.${PlaceName}`;
  /** One letter after "g", and the digit shown in the command palette. */
  readonly key: string;
}

const alerts: Place = { path: '/alerts', title: 'console.place.alerts', key: 'u' };
const inbox: Place = { path: '/inbox', title: 'console.place.inbox', key: 'i' };
const cases: Place = { path: '/cases', title: 'console.place.cases', key: 'c' };
const reviews: Place = { path: '/reviews', title: 'console.place.reviews', key: 'r' };
const safety: Place = { path: '/safety', title: 'console.place.safety', key: 's' };
const hotline: Place = { path: '/hotline', title: 'console.place.hotline', key: 'h' };
const circles: Place = { path: '/circles', title: 'console.place.circles', key: 'w' };
const roster: Place = { path: '/roster', title: 'console.place.roster', key: 'd' };
const instruments: Place = { path: '/instruments', title: 'console.place.instruments', key: 'q' };
const people: Place = { path: '/people', title: 'console.place.people', key: 'p' };
const account: Place = { path: '/account', title: 'console.place.account', key: 'a' };

/** What this person may open, in the order of the day: a phone's bar shows the first four. An administrator holds no circle keys, so she has no cases. */
export function placesOf({ roles }: Me): readonly Place[] {
  if (roles.includes('administrator')) return [people, hotline, roster, instruments, account];
  const isWoken = roles.includes('focal-point');
  const leads = roles.includes('coordinator') || roles.includes('director');
  return [
    ...(isWoken ? [alerts] : []),
    ...(roles.includes('operator') ? [inbox] : []),
    cases,
    reviews,
    safety,
    ...(isWoken ? [] : [alerts]),
    ...(roles.includes('coordinator') ? [circles] : []),
    roster,
    ...(leads ? [hotline, instruments] : []),
    people,
    account,
  ];
}

/** Operators look up the state of the hotline from their inbox; it needs no place of its own there. */
export const maySeeHotline = ({ roles }: Me): boolean =>
  (['operator', 'coordinator', 'director', 'administrator'] as const).some((role) => roles.includes(role));

/** What somebody still holds is for those who sign her out and those who hand her work on. */
export const maySeeLeaving = ({ roles }: Me): boolean =>
  roles.includes('administrator') || roles.includes('coordinator');

/** Pages that have no place of their own in the list, and who may go there. */
const besides: Readonly<Record<string, (me: Me) => boolean>> = {
  hotline: maySeeHotline,
  leaving: maySeeLeaving,
  recovery: () => true,
  'own-keys': () => true,
};

export const mayVisit = (name: string, me: Me): boolean =>
  placesOf(me).some(({ path }) => path === `/${name}`) || (besides[name]?.(me) ?? false);
