import { Controller, Inject } from '@nestjs/common';
import {
  askCoordinators,
  listIncidents,
  reportIncident,
  writeIncident,
} from '../../contracts/safety/incidents.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import type { Transaction } from '../platform/database/database.js';
import { Api, Input, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { ReportIncident } from './report-incident.js';
import { AskCoordinators, ListIncidents, WriteIncident } from './write-incident.js';

@Controller()
export class IncidentController {
  constructor(
    @Inject(ReportIncident) private readonly reporting: ReportIncident,
    @Inject(WriteIncident) private readonly writing: WriteIncident,
    @Inject(ListIncidents) private readonly listing: ListIncidents,
    @Inject(AskCoordinators) private readonly asking: AskCoordinators,
  ) {}

  @Api(reportIncident)
  async report(
    @Input() { body }: InputOf<typeof reportIncident>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof reportIncident>> {
    const { number } = await this.reporting.run(tx, body, staffId);
    return { number };
  }

  @Api(writeIncident)
  write(
    @Input() { params, body }: InputOf<typeof writeIncident>,
    @WhoCalls() { staffId, roles }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    return this.writing.run(tx, params.id, body, { id: staffId, roles });
  }

  @Api(listIncidents)
  async list(
    @WhoCalls() { staffId, roles }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof listIncidents>> {
    const found = await this.listing.run(tx, { id: staffId, roles });
    return { items: found.map((report) => ({ ...report })) };
  }

  @Api(askCoordinators)
  ask(
    @Input() { params }: InputOf<typeof askCoordinators>,
    @WhoCalls() { staffId, roles }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    return this.asking.run(tx, params.id, { id: staffId, roles });
  }
}
