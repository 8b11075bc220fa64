import { idText } from '../../contracts/shared/scalars.js';
import type { CircleId } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { checkSignOff } from '../../e2ee/circle/check-sign-off.js';
import { rights } from '../../e2ee/circle/epoch-record.js';
import { parseLevel, parseSignOff, type SignOff } from '../../e2ee/circle/level-statement.js';
import { equal } from '../../e2ee/shared/bytes.js';
import type { Directory } from '../../e2ee/directory/directory.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Transaction } from '../platform/database/database.js';
import type { ChainRepository } from './chain.repository.js';
import type { Circle } from './circle.js';
import type { CircleAccess } from './circle-access.js';
import { CirclesRefused } from './circles-refused.js';
import { rolesOf } from './judge-members.js';
import { foldEpochs, judged } from './judge-row.js';
import type { ScheduleRepository } from './schedule.repository.js';
import type { TellCircle } from './tell-circle.js';
import type { TrustedDirectory } from './trusted-directory.port.js';

/**
 * A second person agrees with exactly this statement: a coordinator other than its author (the instruments'
 * `supervisor_other_than_assessor`), who is in the circle and may write; never the worker whose own file it is, whoever assessed her.
 */
export class SignOffLevel {
  constructor(
    private readonly clock: Clock,
    private readonly directory: TrustedDirectory,
    private readonly access: CircleAccess,
    private readonly chains: ChainRepository,
    private readonly schedule: ScheduleRepository,
    private readonly tell: TellCircle,
  ) {}

  /** Signing twice changes nothing. @throws CirclesRefused */
  async run(
    tx: Transaction,
    id: CircleId,
    { record, signOff: bytes }: { readonly record: Uint8Array; readonly signOff: Uint8Array },
    caller: StaffId,
  ): Promise<'signed' | 'already-signed'> {
    const directory = await this.directory.hold(tx);
    const { circle, members } = await this.access.enter(tx, id, caller, {
      wanted: rights.write,
      lock: 'for update',
    });
    const signOff = judged(() => parseSignOff(bytes), 'sign-off-refused');
    checkSigner(signOff, circle, directory, caller);
    const level = (await this.schedule.levels(tx, id)).find((known) => equal(known.record, record));
    if (!level) throw new CirclesRefused('sign-off-refused', 'level-older');
    const epochs = await this.chains.epochs(tx, id);
    const chain = foldEpochs(
      circle,
      directory,
      epochs.map((row) => row.bytes),
    );
    judged(() => checkSignOff(parseLevel(level.statement), signOff, chain), 'sign-off-refused');
    const isNew = await this.schedule.insertSignOff(tx, record, {
      signer: caller,
      signOff: bytes,
      signedAt: this.clock.now(),
    });
    if (isNew) await this.tell.run(tx, 'circle-level', id, members);
    return isNew ? 'signed' : 'already-signed';
  }
}

/** She calls, coordinates, and is not whom the file is about. */
function checkSigner({ signer }: SignOff, circle: Circle, directory: Directory, caller: StaffId): void {
  if (idText(signer) !== caller) throw new CirclesRefused('sign-off-refused', 'author');
  if (!rolesOf(directory.keyOf(signer)?.role ?? 0).includes('coordinator'))
    throw new CirclesRefused('sign-off-refused', 'role');
  if (circle.subjectId === caller) throw new CirclesRefused('sign-off-refused', 'subject');
}
