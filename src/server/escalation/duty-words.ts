import type { Duty } from '../../domain/escalation/ladder.js';
import { wallClockOf } from '../../domain/shared/zoned-time.js';
import { text } from '../../texts/catalog.js';
import type { TextKey } from '../../texts/phrasebook.js';
import type { HandOverWords } from './duty-hand-over-notices.js';

const duties = {
  operator: 'staff.duty.operator',
  'focal-point': 'staff.duty.focalPoint',
  deputy: 'staff.duty.deputy',
} as const satisfies Record<Duty, TextKey>;

const twoDigits = (count: number): string => String(count).padStart(2, '0');

/** @param zone whose wall clock the staff live by */
export function handOverWords(zone: string): HandOverWords {
  return (language, side, duty, at) => {
    const { hour, minute } = wallClockOf(at, zone);
    const values = { duty: text(language, duties[duty]), time: `${twoDigits(hour)}:${twoDigits(minute)}` };
    return text(language, `duty.handOver.${side}`, values);
  };
}
