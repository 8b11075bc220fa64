import type { Sentences } from '../sentence.js';

/** Which questionnaires there are, and who has validated them. */
export const consoleInstruments = {
  lead: 'The questionnaires that levels are computed with. A published version never changes: every assessment names the file that it was made with.',
  VSRA: 'Victim safety assessment (VSRA)',
  PSRA: 'Provider assessment (PSRA), parts A and B',
  version: 'Version {version}',
  hash: 'Hash of the file',
  proposal:
    'This is a proposal. No practitioner is known to have validated it, and every assessment made with it says so.',
  validated: 'Validated by {who}, on {day}.',
  withdraw: 'Take this back',
  'withdraw.body':
    'From then on every assessment made with this version says again that it is a proposal. It stays in the audit that it was written down.',
  record: 'Write down who validated it',
  'record.body':
    'Only after practitioners have tried this version on real cases and agree with its levels. It speaks of exactly this file.',
  who: 'Who validated it',
  'who.hint': 'An institution or a group, rather than persons: everybody in the house can read it.',
  day: 'On which day',
  save: 'Write it down',
  read: 'Read the questions: {title}',
  unreviewed: 'No native practitioner has reviewed the wording of this version yet.',
  points: '{points} points',
} as const satisfies Sentences;
