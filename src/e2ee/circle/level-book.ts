import { hex } from '../shared/bytes.js';
import type { CaseChain } from './case-chain.js';
import { checkLevelAuthor } from './check-level.js';
import { CircleRefused } from './circle-refused.js';
import { parseLevel, type LevelStatement } from './level-statement.js';

/**
 * The level statements of one case as the server takes them in: one for each assessment, so a level changes only together
 * with a new version of the assessment, which stays readable beside the old one.
 */
export class LevelBook {
  readonly #byRecord = new Set<string>();

  constructor(readonly chain: CaseChain) {}

  /** @throws CircleRefused for a statement that `checkLevelAuthor` refuses, and for a second one of the same assessment */
  accept(bytes: Uint8Array): LevelStatement {
    const statement = parseLevel(bytes);
    checkLevelAuthor(statement, this.chain);
    if (this.#byRecord.has(hex(statement.record))) throw new CircleRefused('level-twice');
    this.#byRecord.add(hex(statement.record));
    return statement;
  }
}
