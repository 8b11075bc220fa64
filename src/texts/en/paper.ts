import type { Sentences } from '../sentence.js';

/** The assessment and its plan as a document. */
export const paper = {
  title: 'Document',
  confidential: 'CONFIDENTIAL',
  code: 'Code',
  author: 'Assessed by',
  next: 'Next assessment by',
  computed: 'Computed: {level}.',
  override: 'Reason for the level in force: {reason}',
  loweredUntil: 'Lowered until {at}; then the computed level holds again.',
  provisional: 'Provisional: too much is not known yet.',
  measure: 'Measure',
  noMeasure: 'The plan that was signed has no measure in it.',
  noPlan: 'No plan has been signed for this assessment.',
  signOffs: 'Signatures',
  signed: '{name}, {at} (assessment)',
  signedOff: '{name}, {at} (second signature)',
  signOffMissing: 'SECOND SIGNATURE MISSING: a coordinator other than the author has yet to sign this level.',
  signOffElsewhere: 'Second signatures stand on the document of the newest assessment.',
  footer:
    'Instrument {instrument} {version}: a proposal that practitioners have not validated. A person decides, not the points.',
  'footer.validated':
    'Instrument {instrument} {version}, validated by {who}. A person decides, not the points.',
  page: 'Page {page} of {of}',
  language: 'Language of the document',
  which: 'Which assessment',
  hint: 'The document is made in this browser. A file or a paper is not encrypted: whoever holds it can read it.',
  pdf: 'Save as PDF',
  print: 'Print',
} as const satisfies Sentences;
