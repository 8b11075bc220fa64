import type { staff as english } from '../en/staff.js';
import type { Translation } from '../sentence.js';

export const staff = {
  'kind.contact': 'kontakt',
  'kind.incident': 'incident',
  'kind.checkIn': 'javljanje',
  'kind.review': 'provera',
} as const satisfies Translation<typeof english>;
