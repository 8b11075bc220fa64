import type { duty as english } from '../en/duty.js';
import type { Translation } from '../sentence.js';

export const duty = {
  'handOver.incoming': '{duty}: dežurstvo počinje u {time}.',
  'handOver.outgoing': '{duty}: dežurstvo se završava u {time}.',
  'mail.body': '{alert}\n\nOtvorite konzolu.',
} as const satisfies Translation<typeof english>;
