import type { Instrument } from '../../domain/assessment/instrument.js';
import type { StatedLevel } from '../../domain/circle/level-rules.js';
import type { LevelProperty } from './assessment.js';

/** The flags of the protocol's level statement. */
const provisional = 1;
const criticalUnknown = 2;
const loweringForbidden = 4;

/** What the author signs and the sealed text repeats: the same eight fields, made in one place. */
export const levelProperty = (
  { letters, major }: Pick<Instrument, 'letters' | 'major'>,
  level: StatedLevel,
): LevelProperty => ({
  instrument: letters,
  version: major,
  computed: level.computed,
  inForce: level.inForce,
  flags:
    (level.provisional ? provisional : 0) +
    (level.criticalUnknown ? criticalUnknown : 0) +
    (level.loweringForbidden ? loweringForbidden : 0),
  assessed: level.assessed,
  due: level.due,
  loweredUntil: level.loweredUntil ?? 0,
});
