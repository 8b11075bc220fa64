import type { listIncidents, readReport } from '../../contracts/safety/incidents.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import type { Transaction } from '../platform/database/database.js';
import { pageOf, readPlace } from '../platform/http/cursor.js';
import type { IncidentReport, IncidentRepository } from './incident.repository.js';
import type { NeedingHelp } from './needing-help.js';
import type { VisitAlerts } from './visit-alerts.js';
import { mayWatch, type Actor } from './visit.js';
import { reportFor } from './write-incident.js';

type Listed = AnswerOf<typeof readReport>;

/** Reports as somebody may see them, page by page. */
export class ListIncidents {
  constructor(
    private readonly incidents: IncidentRepository,
    private readonly alerts: VisitAlerts,
    private readonly needingHelp: NeedingHelp,
  ) {}

  /** @throws PlatformRefused for a cursor that we cannot have given */
  async run(
    tx: Transaction,
    caller: Actor,
    { cursor, limit }: InputOf<typeof listIncidents>['query'],
  ): Promise<AnswerOf<typeof listIncidents>> {
    const [before = null] = readPlace(cursor, 'number') ?? [];
    const pressing = await this.needingHelp.run(tx, caller);
    const scope = mayWatch(caller) ? 'all' : 'own';
    const without = pressing.map(({ id }) => id);
    const found = await this.incidents.list(tx, caller.id, scope, { before, without, limit: limit + 1 });
    const { items, next } = pageOf(found, limit, ({ number }) => [number]);
    const open = new Set(await this.alerts.forced(tx));
    const shown = before === null ? [...pressing, ...items] : items;
    return { items: shown.map((report) => listed(report, open.has(report.id))), next };
  }
}

/** One report, however old. */
export class ReadReport {
  constructor(
    private readonly incidents: IncidentRepository,
    private readonly alerts: VisitAlerts,
  ) {}

  /** @throws SafetyRefused `incident-unknown` */
  async run(tx: Transaction, id: string, caller: Actor): Promise<Listed> {
    const report = await reportFor(tx, this.incidents, id, caller);
    return listed(report, await this.alerts.isForced(tx, report.id));
  }
}

const listed = ({ forced, ...report }: IncidentReport, isOpen: boolean): Listed => ({
  ...report,
  forced: forced ? (isOpen ? 'open' : 'over') : null,
});
