import type { Sentences } from '../sentence.js';

/** Looking back: what the assessments were worth. */
export const evaluation = {
  title: 'Evaluation',
  lead: 'Did harm follow where danger was seen? Reckoned in this browser from extracts without names, numbers and notes. Nothing is kept of files about workers.',
  none: 'You are in no evaluation. Once there is one and you are in it, every assessment that you sign leaves an extract there.',
  open: 'Open an evaluation',
  members: 'Who is in this evaluation',
  empty:
    'Nothing to look back at yet. Give those who assess a place in this evaluation, with the right to write: from then on every assessment that they sign leaves an extract here.',
  instrument: 'Instrument',
  hide: 'Hide numbers below 11, as for anything that leaves the house',
  hidden: 'hidden',
  bring: 'Take over incidents',
  'bring.body':
    'Incidents of the security logs that you read, for the cases that you are in. Doing it again adds only what is new.',
  coverage: 'Coverage',
  'coverage.never': 'Cases that nobody has assessed',
  'coverage.overdue': 'Cases whose assessment is overdue',
  'coverage.plans': 'Plans that nobody has looked at for {days} days',
  plans: 'Plans',
  of: '{count} of {all}',
  heat: 'Where cases stand',
  'heat.body': 'Each case once, with its newest assessment. Upwards: how likely. To the right: how grave.',
  'heat.corner': 'likely / grave',
  byLevel: 'What followed, by level',
  'byLevel.body': 'Assessments that were followed by an incident within 90 days, before the next assessment.',
  byItem: 'What followed, by question',
  answer: 'Answer',
  followed: 'Followed by an incident',
} as const satisfies Sentences;
