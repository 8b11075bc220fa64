import { Controller, Inject } from '@nestjs/common';
import {
  addRecovery,
  closeCeremony,
  collectShares,
  contributeShare,
  listCeremonies,
  nameCustodians,
  openCeremony,
  readRecovery,
} from '../../contracts/identity/recovery.js';
import type { AnswerOf, InputOf } from '../../contracts/shared/route.js';
import type { Transaction } from '../platform/database/database.js';
import { Api, Input, Tx } from '../platform/http/api.js';
import { WhoCalls, type Caller } from '../platform/http/caller.js';
import { HoldRecovery } from './hold-recovery.js';
import { RecoveryCeremony } from './recovery-ceremony.js';
import { ReplaceRecovery } from './replace-recovery.js';
import { RecoveryRepository } from './recovery.repository.js';

@Controller()
export class RecoveryController {
  constructor(
    @Inject(HoldRecovery) private readonly held: HoldRecovery,
    @Inject(ReplaceRecovery) private readonly replace: ReplaceRecovery,
    @Inject(RecoveryRepository) private readonly recovery: RecoveryRepository,
    @Inject(RecoveryCeremony) private readonly ceremony: RecoveryCeremony,
  ) {}

  @Api(addRecovery)
  async add(
    @Input() { body }: InputOf<typeof addRecovery>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof addRecovery>> {
    const { revocation, ...order } = body;
    const recoveryId = revocation
      ? await this.replace.run(tx, staffId, revocation, order)
      : await this.held.add(tx, staffId, order);
    return { recoveryId };
  }

  @Api(nameCustodians)
  async name(
    @Input() { body }: InputOf<typeof nameCustodians>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    await this.held.nameCustodians(tx, staffId, body.custodians);
  }

  @Api(readRecovery)
  async read(@WhoCalls() { staffId }: Caller, @Tx() tx: Transaction): Promise<AnswerOf<typeof readRecovery>> {
    const recoveryId = await this.held.inForce(tx);
    const custodians = recoveryId ? await this.recovery.custodians(tx, recoveryId) : [];
    return {
      recoveryId,
      custodians: custodians.map((custodian) => custodian.staffId),
      namings: await this.recovery.namings(tx),
      myShare: custodians.find((custodian) => custodian.staffId === staffId)?.share ?? null,
    };
  }

  @Api(openCeremony)
  async open(
    @Input() { body }: InputOf<typeof openCeremony>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof openCeremony>> {
    return { id: await this.ceremony.open(tx, staffId, body.ceremonyKey) };
  }

  @Api(listCeremonies)
  async list(@Tx() tx: Transaction): Promise<AnswerOf<typeof listCeremonies>> {
    return { items: await this.ceremony.list(tx) };
  }

  @Api(contributeShare)
  async contribute(
    @Input() { params, body }: InputOf<typeof contributeShare>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    await this.ceremony.contribute(tx, params.id, staffId, body.share);
  }

  @Api(collectShares)
  collect(
    @Input() { params }: InputOf<typeof collectShares>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<AnswerOf<typeof collectShares>> {
    return this.ceremony.collect(tx, params.id, staffId);
  }

  @Api(closeCeremony)
  async close(
    @Input() { params, body }: InputOf<typeof closeCeremony>,
    @WhoCalls() { staffId }: Caller,
    @Tx() tx: Transaction,
  ): Promise<void> {
    await this.ceremony.close(tx, params.id, staffId, body.outcome);
  }
}
