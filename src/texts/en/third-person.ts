import type { Sentences } from '../sentence.js';

/** The questions when the contact writes about somebody else: `<question>` and `<question>.<option>` of the instrument. */
export const thirdPerson = {
  H2: 'Is the person you write about in danger right now?',
  H3: 'How old is the person you write about?',
  H4: 'Can that person leave and go where they want?',
  H5: 'Is someone doing any of these to that person? You can choose more.',
  'H5.threats': 'Threatens them or their family',
  'H5.follows': 'Follows them or checks their phone',
  'H5.papers': 'Keeps their papers, money or phone',
  'H5.debt': 'Says they owe money and must work it off',
  'H5.forces': 'Makes them do things they do not want',
  H6: 'Is that person hurt, ill, or in need of a doctor?',
} as const satisfies Sentences;
