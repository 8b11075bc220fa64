import type { Instrument } from '../../domain/assessment/instrument.js';
import type { LevelNumber } from '../../domain/assessment/level.js';
import type { Score } from '../../domain/assessment/score.js';
import { scoreOf } from './form.js';
import { ownInstrument, type Opened } from './opened.js';

/** How the assessment before came out. */
export interface Before {
  readonly assessed: number;
  readonly level: LevelNumber;
  /** By the instrument of its own time; null where that is not here. */
  readonly bands: Score['bands'] | null;
}

/** @param object of an assessment of the file, or of a form that is not signed yet */
export function beforeOf(opened: Opened, object: string): Before | undefined {
  const at = opened.assessments.findIndex((each) => each.object === object);
  const before = at === -1 ? opened.last : opened.assessments[at - 1];
  if (!before) return undefined;
  const instrument = ownInstrument(opened, before);
  const { assessed, computed } = before.text.level;
  const bands = typeof instrument === 'string' ? null : scoreOf(instrument, before.text).bands;
  return { assessed, level: computed, bands };
}

/** How the two bands are called. */
export const bandsSentence = ({ column }: Pick<Instrument, 'column'>) =>
  column.name === 'vulnerability' ? 'assess.bands.vulnerability' : 'assess.bands.impact';
