import { equal, hex } from '../shared/bytes.js';
import { alarmStates, isAlarmSignedBy, parseAlarm, type Alarm } from './alarm.js';
import type { CaseChain } from './case-chain.js';
import { CircleRefused } from './circle-refused.js';
import { rights } from './epoch-record.js';
import { hasRight } from './judge-epoch.js';

/**
 * The alarms of one case, folded. A statement replaces the one before it only with a higher counter, so an old "cleared"
 * cannot be played again over a new date. The server folds them when it stores, a client when it reads.
 */
export class AlarmBoard {
  readonly #newest = new Map<string, Alarm>();

  constructor(readonly chain: CaseChain) {}

  /** @throws CircleRefused for an author who may not write now, and for a counter that does not grow */
  accept(bytes: Uint8Array): Alarm {
    const alarm = parseAlarm(bytes);
    this.#checkAuthor(alarm);
    const before = this.#newest.get(hex(alarm.alarm));
    if (before && alarm.counter <= before.counter) throw new CircleRefused('counter');
    this.#newest.set(hex(alarm.alarm), alarm);
    return alarm;
  }

  /** Alarms that are set, soonest first. */
  get pending(): Alarm[] {
    return [...this.#newest.values()]
      .filter(({ state }) => state === alarmStates.set)
      .sort((a, b) => a.due - b.due);
  }

  #checkAuthor(alarm: Alarm): void {
    const { directory, inForce, caseId } = this.chain;
    if (!equal(alarm.caseId, caseId)) throw new CircleRefused('case');
    if (!inForce || !hasRight(inForce, alarm.author, alarm.authorKv, rights.write))
      throw new CircleRefused('right');
    const key = directory.keyAt(alarm.author, alarm.authorKv, directory.seq);
    if (!key) throw new CircleRefused('key');
    if (!isAlarmSignedBy(alarm, key.ed25519)) throw new CircleRefused('signature');
  }
}
