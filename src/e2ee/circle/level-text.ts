import type { LevelFields } from './level-statement.js';

const names = [
  'instrument',
  'version',
  'computed',
  'inForce',
  'flags',
  'assessed',
  'due',
  'loweredUntil',
] as const satisfies readonly (keyof LevelFields)[];

/**
 * The statement's fields as an assessment's sealed text repeats them: the text is a JSON object, and its property `level`
 * holds these names and no others of ours. What else the object holds is the assessment's own.
 */
export const levelInText = (fields: LevelFields): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, fields[name]]));

/** @returns undefined for a text that is no JSON object with such a property */
export function levelFieldsIn(text: string): LevelFields | undefined {
  const level = propertyOf(parsed(text), 'level');
  const complete =
    typeof propertyOf(level, 'instrument') === 'string' &&
    names.slice(1).every((name) => Number.isSafeInteger(propertyOf(level, name)));
  return complete ? (level as LevelFields) : undefined;
}

export const sameFields = (a: Partial<LevelFields>, b: LevelFields): boolean => differing(a, b).length === 0;

/** The names of fields that differ or are absent in `a`: where a column of the server is not what was signed. */
export const differing = (a: Partial<LevelFields>, b: LevelFields): (keyof LevelFields)[] =>
  names.filter((name) => a[name] !== b[name]);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const propertyOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
