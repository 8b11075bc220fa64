import { refusalOf } from '../shared/refusal.js';
import type { CaseChain } from './case-chain.js';
import { checkLevel, checkLevelUnread, mayAssess, mayBeAssessment } from './check-level.js';
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
export const judgeLevel = (
  instrument: string,
  served: ServedLevel,
  chain: CaseChain,
  contents: readonly Content[],
): LevelVerdict =>
  judge(instrument, served, {
    check: (statement) => checkLevel(statement, chain, contents),
    isAssessed: () => contents.some((content) => mayAssess(content, instrument)),
  });

/** The same from a chain without contents. That the sealed text agrees is seen only by whoever opens the circle. */
export const judgeLevelUnread = (instrument: string, served: ServedLevel, chain: CaseChain): LevelVerdict =>
  judge(instrument, served, {
    check: (statement) => checkLevelUnread(statement, chain),
    isAssessed: () => chain.places.some(mayBeAssessment),
  });

interface Knowledge {
  /** @throws CircleRefused */
  readonly check: (statement: LevelStatement) => void;
  /** Whether the chain may hold an assessment of the instrument. */
  readonly isAssessed: () => boolean;
}

function judge(instrument: string, served: ServedLevel, { check, isAssessed }: Knowledge): LevelVerdict {
  if (!served.statement)
    return served.columns === undefined && !isAssessed()
      ? { state: 'none' }
      : { state: 'red', why: 'missing', columns: [] };
  try {
    const statement = parseLevel(served.statement);
    check(statement);
    return compareColumns(instrument, statement, served.columns);
  } catch (caught) {
    refusalOf(caught);
    return { state: 'red', why: 'refused', columns: [] };
  }
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
