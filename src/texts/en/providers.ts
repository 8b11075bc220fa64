import type { Sentences } from '../sentence.js';

/** The safety of those who help. */
export const providers = {
  title: 'Safety of those who help',
  lead: 'Whoever helps is at risk too. The organisation is assessed as a whole; each worker for each case.',
  loading: 'Looking for the files.',
  organisation: 'The organisation',
  'organisation.body':
    'Part A: threats around us and the controls that we have. Whoever is in the file reads it.',
  'organisation.none': 'You are not in the file of the organisation. Coordinators and directors open it.',
  'organisation.open': 'Open the file and assess',
  workers: 'Workers',
  'workers.body':
    'Part B: one worker on one case. The file is private to her and to those whom she names in it.',
  worker: 'File about {name}',
  opened: 'opened {at}, {name}',
  own: 'A file about my own safety',
  'own.hint': 'The case that it is about. Only the number; empty when it is about no single case.',
  'own.open': 'Make the file and assess',
} as const satisfies Sentences;
