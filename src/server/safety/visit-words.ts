import { readVisitWords } from '../../domain/safety/visit-words.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import { SafetyRefused } from './safety-refused.js';
import type { VisitWordRepository } from './visit-word.repository.js';

/** A worker agrees on her two words; the older ones are forgotten. */
export class AgreeOnWords {
  constructor(
    private readonly words: VisitWordRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws SafetyRefused `visit-words-unfit` */
  async run(
    tx: Transaction,
    { safe, duress }: { readonly safe: string; readonly duress: string },
    worker: StaffId,
  ): Promise<void> {
    const words = readVisitWords(safe, duress);
    if (typeof words === 'string') throw new SafetyRefused('visit-words-unfit', words);
    await this.words.remember(tx, worker, words, this.clock.now());
  }
}
