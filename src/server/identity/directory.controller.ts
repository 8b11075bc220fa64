import { Controller, Inject } from '@nestjs/common';
import {
  appendEntry,
  changeFunctions,
  listStaff,
  readDirectory,
} from '../../contracts/identity/directory.js';
import { listAudit } from '../../contracts/identity/audit.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import type { Transaction } from '../platform/database/database.js';
import { Api, Input, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { DirectoryBook } from './directory-book.js';
import { ExtendDirectory } from './extend-directory.js';
import { ReadAudit } from './read-audit.js';
import { RecordAudit } from './record-audit.js';
import { StaffList } from './staff-list.js';

@Controller()
export class DirectoryController {
  constructor(
    @Inject(DirectoryBook) private readonly book: DirectoryBook,
    @Inject(ExtendDirectory) private readonly extend: ExtendDirectory,
    @Inject(StaffList) private readonly staff: StaffList,
    @Inject(ReadAudit) private readonly deeds: ReadAudit,
    @Inject(RecordAudit) private readonly audit: RecordAudit,
  ) {}

  @Api(readDirectory)
  async read(
    @Input() { query }: InputOf<typeof readDirectory>,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof readDirectory>> {
    const entries = await this.book.since(tx, query.since);
    return { entries, newest: await this.book.newest(tx) };
  }

  @Api(appendEntry)
  async append(
    @Input() { body }: InputOf<typeof appendEntry>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof appendEntry>> {
    return { seq: await this.extend.run(tx, staffId, body.entry) };
  }

  @Api(listStaff)
  async list(@Tx() tx: Transaction): Promise<AnswerOf<typeof listStaff>> {
    const all = await this.staff.all(tx);
    return { items: all.map((one) => ({ ...one, roles: [...one.roles], functions: [...one.functions] })) };
  }

  @Api(changeFunctions)
  async setFunctions(
    @Input() { params, body }: InputOf<typeof changeFunctions>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    await this.staff.setFunctions(tx, params.id, body.functions);
    await this.audit.run(tx, { actor: staffId, kind: 'functions-changed', subject: params.id });
  }

  @Api(listAudit)
  listAudit(
    @Input() { query }: InputOf<typeof listAudit>,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof listAudit>> {
    return this.deeds.run(tx, query);
  }
}
