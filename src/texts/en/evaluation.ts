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
  share: 'What these figures rest on',
  'share.nothing-signed': 'Nothing has been signed with this instrument.',
  'share.none': 'No assessment left an extract here. Nothing below speaks of what this house has assessed.',
  'share.less-than-half':
    'Fewer than half of the assessments left an extract here. Do not take what follows for the whole house.',
  'share.half-or-more':
    'At least half of the assessments left an extract here, but not all. Those that are missing may look different.',
  'share.all': 'There are as many extracts here as assessments that are kept.',
  'share.unclear':
    'There are more extracts here than assessments that are kept: an extract stays when its case is erased. Nobody can tell which share is covered.',
  'share.extracts': 'Assessments that left an extract here',
  'share.signed': 'Assessments that the house signed and still keeps',
  'share.body':
    'The server counts what was signed; nobody here can check its number. A correction is no assessment of its own, and files about workers are not counted.',
  'share.quarters': 'By quarter',
  'share.quarter': 'Quarter',
  'share.quarterOf': '{year}, quarter {quarter}',
  'share.withExtract': 'With an extract',
  'share.everybody':
    'Everybody who signed such an assessment in the last 365 days, and is still with us, has a place here to leave an extract.',
  'share.people':
    'People who signed such an assessment in the last 365 days and have no place here to leave an extract: {count}.',
  'share.ask': 'A coordinator or a director who is in this evaluation reads here who they are.',
  'share.add':
    'Under “Who is in this evaluation” give them a place, with the right to write: from then on each assessment that they sign leaves an extract. What they signed before leaves none.',
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
