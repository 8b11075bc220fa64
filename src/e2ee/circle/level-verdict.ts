import { refusalOf } from '../shared/refusal.js';
import type { CaseChain } from './case-chain.js';
import { checkLevel, mayAssess } from './check-level.js';
import { differing } from './level-text.js';
import { parseLevel, type LevelFields, type LevelStatement } from './level-statement.js';
import type { Content } from './open-contents.js';

/** `red` is what the screen shows: the server's copy is not what somebody signed, or nobody signed it. */
export type LevelVerdict =
  | { readonly state: 'verified'; readonly statement: LevelStatement }
  | {
      readonly state: 'red';
      readonly why: 'missing' | 'refused' | 'columns';
      readonly columns: readonly string[];
    }
  | { readonly state: 'none' };

/** What the server returned for one instrument of a case. */
export interface ServedLevel {
  readonly statement: Uint8Array | undefined;
  /** The columns it schedules by. */
  readonly columns: Partial<LevelFields> | undefined;
}

/** Does what the server schedules by follow from a signed statement on the newest assessment of this instrument? */
export function judgeLevel(
  instrument: string,
  served: ServedLevel,
  chain: CaseChain,
  contents: readonly Content[],
): LevelVerdict {
  if (!served.statement) return withoutStatement(instrument, served, contents);
  try {
    const statement = parseLevel(served.statement);
    checkLevel(statement, chain, contents);
    return compareColumns(instrument, statement, served.columns);
  } catch (caught) {
    refusalOf(caught);
    return { state: 'red', why: 'refused', columns: [] };
  }
}

function withoutStatement(
  instrument: string,
  { columns }: ServedLevel,
  contents: readonly Content[],
): LevelVerdict {
  const nothingToSay = columns === undefined && !contents.some((content) => mayAssess(content, instrument));
  return nothingToSay ? { state: 'none' } : { state: 'red', why: 'missing', columns: [] };
}

function compareColumns(
  instrument: string,
  statement: LevelStatement,
  columns: Partial<LevelFields> = {},
): LevelVerdict {
  const wrong = differing(columns, statement);
  return wrong.length > 0 || statement.instrument !== instrument
    ? { state: 'red', why: 'columns', columns: wrong }
    : { state: 'verified', statement };
}
