import type { Role, StaffFunction } from '../../contracts/shared/people.js';

/** Somebody invented. Whoever is on duty at the start of an evaluation keeps her name here and gets an account. */
export interface CastMember {
  readonly dutyName: string;
  readonly roles: readonly Role[];
  readonly functions: readonly StaffFunction[];
}

/** Founds the organisation and signs everybody in. */
export const administrator = 'Dunja';

/** Everybody else: two operators, a case worker, two focal points, a coordinator, a director. */
export const cast = [
  { dutyName: 'Jovan', roles: ['operator'], functions: [] },
  { dutyName: 'Lena', roles: ['operator'], functions: [] },
  { dutyName: 'Goran', roles: ['case-worker'], functions: ['legal'] },
  { dutyName: 'Mira', roles: ['focal-point'], functions: ['digital-safety'] },
  { dutyName: 'Ana', roles: ['focal-point', 'coordinator'], functions: [] },
  { dutyName: 'Sonja', roles: ['coordinator'], functions: [] },
  { dutyName: 'Petar', roles: ['director'], functions: ['data-protection'] },
] as const satisfies readonly CastMember[];

export type CastName = (typeof cast)[number]['dutyName'];

/** Three of these five open everything: for trying the recovery ceremony. */
export const custodians: readonly CastName[] = ['Goran', 'Mira', 'Ana', 'Sonja', 'Petar'];

/** The example case. Nobody in it exists. */
export const notes: readonly { readonly author: 'Goran' | 'Sonja'; readonly text: string }[] = [
  {
    author: 'Goran',
    text: 'First talk, by telephone. She calls herself K. She wants to be called only between 10 and 12, when he is at work. Safe word: “the parcel”.',
  },
  {
    author: 'Sonja',
    text: 'The bus station is not safe: a car that she knows waited there twice last week. Meet at the health centre instead.',
  },
  {
    author: 'Goran',
    text: 'Health centre, Tuesday. She has her identity card. No relative knows that she talks to us; do not ring back on the number from which she called.',
  },
];
