import { Controller, Inject } from '@nestjs/common';
import {
  askCoordinators,
  listIncidents,
  readReport,
  reportIncident,
  writeIncident,
} from '../../contracts/safety/incidents.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import type { Transaction } from '../platform/database/database.js';
import { Api, Input, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { ReportIncident } from './report-incident.js';
import { ListIncidents, ReadReport } from './read-incidents.js';
import { AskCoordinators, WriteIncident } from './write-incident.js';

@Controller()
export class IncidentController {
  constructor(
    @Inject(ReportIncident) private readonly reporting: ReportIncident,
    @Inject(WriteIncident) private readonly writing: WriteIncident,
    @Inject(ListIncidents) private readonly listing: ListIncidents,
    @Inject(ReadReport) private readonly reading: ReadReport,
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
  list(
    @Input() { query }: InputOf<typeof listIncidents>,
    @WhoCalls() { staffId, roles }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof listIncidents>> {
    return this.listing.run(tx, { id: staffId, roles }, query);
  }

  @Api(readReport)
  read(
    @Input() { params }: InputOf<typeof readReport>,
    @WhoCalls() { staffId, roles }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof readReport>> {
    return this.reading.run(tx, params.id, { id: staffId, roles });
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
