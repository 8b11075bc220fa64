import { heard, type Heard, type HeardWord, type Saying } from '../../domain/safety/field-visit.js';
import type { StaffId } from '../../domain/shared/ids.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { VisitAlerts } from './visit-alerts.js';
import type { VisitDesk } from './visit-desk.js';
import type { VisitWordRepository } from './visit-word.repository.js';
import type { Visit, VisitEvent, VisitId } from './visit.js';

export interface SaidWord {
  readonly visit: Visit;
  readonly shown: Heard['shown'];
}

/**
 * She checks in, or is back, with a word. With the duress word the answer is the same to the letter; the alert is raised in the
 * same transaction and never reaches her own phone.
 */
export class SayWord {
  constructor(
    private readonly desk: VisitDesk,
    private readonly words: VisitWordRepository,
    private readonly alerts: VisitAlerts,
    private readonly clock: Clock,
  ) {}

  /** @throws SafetyRefused, VisitRefused */
  async run(
    tx: Transaction,
    id: VisitId,
    { word, saying }: { readonly word: string; readonly saying: Saying },
    worker: StaffId,
  ): Promise<SaidWord> {
    const visit = await this.desk.lockOwn(tx, id, worker);
    const said = await this.words.hear(tx, worker, word);
    const { shown, alarm, ...outcome } = heard(visit, said, saying, this.clock.now());
    const after = { ...visit, ...outcome.visit, asked: shown === 'not-a-word' ? visit.asked : null };
    await this.desk.put(tx, visit, after, eventsOf(said, saying, alarm), worker);
    if (alarm === 'duress') await this.alerts.duress(tx, after);
    if (alarm === 'missed') await this.alerts.missed(tx, after);
    return { visit: after, shown };
  }
}

function eventsOf(said: HeardWord, saying: Saying, alarm: Heard['alarm']): VisitEvent[] {
  if (said === 'neither') return alarm === 'missed' ? ['wrong-words', 'missed'] : ['wrong-words'];
  const ordinary = saying === 'safe' ? 'safe' : 'checked-in';
  return said === 'duress' ? [ordinary, 'duress'] : [ordinary];
}
