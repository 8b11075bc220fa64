import type { Duty } from '../../domain/escalation/ladder.js';
import type { Language } from '../../domain/shared/language.js';
import type { Instant } from '../../domain/shared/time.js';
import { text } from '../../texts/catalog.js';
import type { DutyBoard } from '../escalation/duty-board.port.js';
import type { StaffDirectory } from '../identity/staff-directory.port.js';
import type { Transaction } from '../platform/database/database.js';

const duties = [
  ['focal-point', 'staff.duty.focalPoint'],
  ['deputy', 'staff.duty.deputy'],
  ['operator', 'staff.duty.operator'],
] as const satisfies readonly (readonly [Duty, string])[];

/** Who is on duty now, by duty names only. */
export class DutyList {
  constructor(
    private readonly board: DutyBoard,
    private readonly directory: StaffDirectory,
  ) {}

  async run(tx: Transaction, language: Language, now: Instant): Promise<string> {
    const lines: string[] = [];
    for (const [duty, key] of duties) {
      const { staff, fellThrough } = await this.board.resolve(tx, [{ duty }], now);
      const names = [...(await this.directory.byIds(tx, staff)).values()]
        .map(({ dutyName }) => dutyName)
        .sort();
      const said = { duty: text(language, key), names: names.join(', ') };
      const isNobody = fellThrough || names.length === 0;
      lines.push(
        isNobody ? text(language, 'staff.nobodyOnDuty', said) : text(language, 'staff.onDuty', said),
      );
    }
    return lines.join('\n');
  }
}
