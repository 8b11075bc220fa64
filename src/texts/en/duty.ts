import type { Sentences } from '../sentence.js';

/** What staff are told about their duty, and in mails. Nothing about a case. */
export const duty = {
  'handOver.incoming': '{duty}: your duty begins at {time}.',
  'handOver.outgoing': '{duty}: your duty ends at {time}.',
  'mail.body': '{alert}\n\nPlease open the console.',
} as const satisfies Sentences;
