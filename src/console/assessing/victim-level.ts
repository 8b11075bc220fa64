import { highestOf, levelNamed, type Level, type LevelNumber } from '../../domain/assessment/level.js';
import type { LevelView } from '../keeper/judge-schedule.js';
import type { SignedAssessment } from './read-file.js';

/**
 * The level of the person who is helped, as a worker's file inherits it: what holds now, which a lowering does that a second person has
 * signed and that has not ended. Where what the server shows is not what was signed, or speaks of another assessment, the gravest of
 * everything that is said: nothing that is in doubt lowers a worker's level.
 */
export function victimLevelOf(levels: readonly LevelView[], { record, text }: SignedAssessment): Level {
  const shown = levels.find(({ instrument }) => instrument === text.level.instrument);
  const effect = shown?.effect?.level as LevelNumber | undefined;
  if (effect !== undefined && shown?.state === 'verified' && shown.record === record)
    return levelNamed(effect);
  const { computed, inForce } = text.level;
  return levelNamed(Math.max(computed, inForce, effect ?? 1) as LevelNumber);
}

/** What somebody said herself is not lowered by what is found; null: nobody could say. */
export const atLeast = (said: Level | null, found: Level | null): Level | null =>
  said && found ? highestOf([said, found]) : (said ?? found);
