import { roleByte, type Role } from '../../../src/contracts/shared/people.js';
import { idBytes, idText } from '../../../src/contracts/shared/scalars.js';
import type { CircleId, CircleKind } from '../../../src/domain/circle/circle.js';
import { instant } from '../../../src/domain/shared/time.js';
import type { StaffId } from '../../../src/domain/shared/ids.js';
import { CaseChain } from '../../../src/e2ee/circle/case-chain.js';
import {
  beginCircle,
  composeEpoch,
  type ComposedEpoch,
  type Recipient,
} from '../../../src/e2ee/circle/compose-epoch.js';
import { composeRecord, type ComposedRecord, type Writing } from '../../../src/e2ee/circle/compose-record.js';
import type { Envelope } from '../../../src/e2ee/circle/envelope.js';
import { kinds } from '../../../src/e2ee/circle/header.js';
import { openCircle, type OpenedCircle } from '../../../src/e2ee/circle/open-circle.js';
import { rewrapAll } from '../../../src/e2ee/circle/rewrap.js';
import { unlockEpoch, type EpochSecrets } from '../../../src/e2ee/circle/unlock-epoch.js';
import { ops } from '../../../src/e2ee/directory/entry.js';
import { randomBytes } from '../../../src/e2ee/hazmat/chance.js';
import { fromHex, hex } from '../../../src/e2ee/shared/bytes.js';
import type { Identity } from '../../../src/e2ee/shared/identity.js';
import { AppendRecord } from '../../../src/server/circles/append-record.js';
import { ChainRepository } from '../../../src/server/circles/chain.repository.js';
import { ChangeMembers } from '../../../src/server/circles/change-members.js';
import { CircleAccess } from '../../../src/server/circles/circle-access.js';
import { CircleRepository } from '../../../src/server/circles/circle.repository.js';
import { ReadStanding } from '../../../src/server/circles/circle-standing.js';
import { CircleWatch } from '../../../src/server/circles/circle-watch.js';
import { KeyRepository, type Wrap } from '../../../src/server/circles/key.repository.js';
import { OpenCircle } from '../../../src/server/circles/open-circle.js';
import { OpeningLog } from '../../../src/server/circles/opening-log.js';
import { ReadChain } from '../../../src/server/circles/read-chain.js';
import { ListMyCircles, ListRecoverable, ReadCircle } from '../../../src/server/circles/read-circle.js';
import { RecordDesk } from '../../../src/server/circles/record-desk.js';
import { TellCircle } from '../../../src/server/circles/tell-circle.js';
import type { TrustedDirectory } from '../../../src/server/circles/trusted-directory.port.js';
import { AttachmentRepository } from '../../../src/server/circles/attachment.repository.js';
import { ChangeCase } from '../../../src/server/circles/change-case.js';
import { EraseCircle } from '../../../src/server/circles/erase-circle.js';
import { EraseRecords } from '../../../src/server/circles/erase-records.js';
import { PutPiece, ReadPieces } from '../../../src/server/circles/keep-attachments.js';
import { LinkChannel } from '../../../src/server/circles/link-channel.js';
import { LinkRepository } from '../../../src/server/circles/link.repository.js';
import { PutAlarm } from '../../../src/server/circles/put-alarm.js';
import { ReadSchedule } from '../../../src/server/circles/read-schedule.js';
import { ReadConversations, ReadLinked, ReadWraps } from '../../../src/server/circles/read-wraps.js';
import { ReceiveInbound, RewrapInbound } from '../../../src/server/circles/receive-inbound.js';
import type { RecoveryPass } from '../../../src/server/circles/recovery-pass.js';
import { ScheduleRepository } from '../../../src/server/circles/schedule.repository.js';
import { SignOffLevel } from '../../../src/server/circles/sign-off-level.js';
import { StateLevel } from '../../../src/server/circles/state-level.js';
import { WatchDirectory } from '../../../src/server/circles/watch-directory.js';
import { WhoMayKnow } from '../../../src/server/circles/who-may-know.js';
import { RecordAudit } from '../../../src/server/identity/record-audit.js';
import type { Database, Transaction } from '../../../src/server/platform/database/database.js';
import { Announce } from '../../../src/server/platform/live/announce.js';
import { admin, edge, Organisation, person, recovery, root } from '../../e2ee/builders/organisation.js';
import { ManualClock } from '../../fakes/manual-clock.js';

export const mira = person('mira');
export const goran = person('goran');
export const lena = person('lena');
export const vera = person('vera');
export const stranger = person('stranger');

export const everything = 7;
export const readWrite = 3;
export const readOnly = 1;

export const staffIdOf = ({ user }: Identity): StaffId => idText(user) as StaffId;

export const to = ({ user, kv }: Identity, rights = readWrite): Recipient => ({ user, kv, rights });

const roleOf = (...roles: Role[]): number => roleByte(roles);

/** Mira coordinates, Goran and Lena work on cases (Lena answers contacts too), Vera is called when something happens. */
export const anOrganisation = (): Organisation =>
  new Organisation()
    .add({ op: ops.genesis, subject: root, signer: root })
    .add({ op: ops.adminAdd, subject: admin, signer: root })
    .add({ op: ops.add, subject: mira, signer: admin, role: roleOf('coordinator') })
    .add({ op: ops.add, subject: goran, signer: admin, role: roleOf('case-worker') })
    .add({ op: ops.add, subject: lena, signer: admin, role: roleOf('case-worker', 'operator') })
    .add({ op: ops.add, subject: vera, signer: admin, role: roleOf('focal-point') })
    .add({ op: ops.edge, subject: edge, signer: admin })
    .add({ op: ops.recovery, subject: recovery, signer: root });

/** The server's side, wired on a real database, with a directory that a test extends. */
export class CirclesHouse {
  readonly clock = new ManualClock(instant(Date.UTC(2026, 4, 4, 9)));
  readonly circles = new CircleRepository();
  readonly chains = new ChainRepository();
  readonly keys = new KeyRepository();
  /** Who leads a recovery ceremony with a quorum; nobody unless a test says so. */
  recoveryLeader: StaffId | null = null;
  readonly pass: RecoveryPass = {
    standsInFor: async (_tx, caller) => (caller === this.recoveryLeader ? staffIdOf(recovery) : null),
  };
  readonly access = new CircleAccess(this.circles, this.pass);
  readonly openings = new OpeningLog(this.clock);
  /** Nouns that plan by what happens to circles. */
  readonly watchers = new CircleWatch();
  readonly tell = new TellCircle(new Announce(this.clock), this.watchers);
  readonly directory: TrustedDirectory = {
    hold: async () => this.organisation.directory,
    look: async () => this.organisation.directory,
  };
  readonly open = new OpenCircle(this.clock, this.directory, this.circles, this.chains, this.keys, this.tell);
  readonly desk = new RecordDesk(
    this.clock,
    this.directory,
    this.access,
    this.circles,
    this.chains,
    this.keys,
    this.tell,
  );
  readonly schedule = new ScheduleRepository();
  readonly links = new LinkRepository();
  readonly attachments = new AttachmentRepository();
  readonly audit = new RecordAudit(this.clock);
  readonly change = new ChangeMembers(
    this.clock,
    this.directory,
    this.circles,
    this.chains,
    this.keys,
    this.audit,
    this.tell,
  );
  readonly stateLevel = new StateLevel(
    this.clock,
    this.directory,
    this.access,
    this.chains,
    this.schedule,
    this.tell,
    [
      { letters: 'VSRA', major: 0 },
      { letters: 'PSRA', major: 0 },
    ],
  );
  readonly signOff = new SignOffLevel(
    this.clock,
    this.directory,
    this.access,
    this.chains,
    this.schedule,
    this.tell,
  );
  readonly putAlarm = new PutAlarm(
    this.clock,
    this.directory,
    this.access,
    this.chains,
    this.schedule,
    this.tell,
  );
  readonly append = new AppendRecord(this.clock, this.desk, this.attachments, this.stateLevel);
  readonly inbound = new ReceiveInbound(this.clock, this.circles, this.chains, new Announce(this.clock));
  readonly rewrap = new RewrapInbound(this.access, this.keys);
  readonly link = new LinkChannel(this.desk, this.access, this.circles, this.chains, this.keys, this.links);
  readonly eraseRecords = new EraseRecords(
    this.desk,
    this.chains,
    this.keys,
    this.schedule,
    this.attachments,
    this.audit,
    this.tell,
  );
  readonly eraseCircle = new EraseCircle(
    this.clock,
    this.access,
    this.circles,
    this.chains,
    this.keys,
    this.links,
    this.schedule,
    this.attachments,
    this.audit,
    this.tell,
  );
  readonly changeCase = new ChangeCase(this.access, this.circles, this.tell);
  readonly readSchedule = new ReadSchedule(this.clock, this.access, this.schedule);
  readonly standing = new ReadStanding(this.clock, this.directory, this.circles, this.schedule);
  readonly readConversations = new ReadConversations(this.access, this.chains, this.openings);
  readonly putPiece = new PutPiece(this.clock, this.access, this.attachments);
  readonly readPieces = new ReadPieces(this.access, this.attachments, this.openings);
  readonly whoMayKnow = new WhoMayKnow(this.directory, this.circles, this.openings);
  readonly watch = new WatchDirectory(this.circles, this.tell, this.directory);

  constructor(
    readonly database: Database,
    readonly organisation = anOrganisation(),
  ) {}

  get read(): ReadChain {
    return new ReadChain(this.database, this.access, this.chains, this.keys, this.openings);
  }

  get list(): ListMyCircles {
    return new ListMyCircles(this.database, this.directory, this.circles);
  }

  get recoverable(): ListRecoverable {
    return new ListRecoverable(this.pass, this.list);
  }

  get readCircle(): ReadCircle {
    return new ReadCircle(this.database, this.directory, this.access, this.keys);
  }

  get readWraps(): ReadWraps {
    return new ReadWraps(this.database, this.access, this.keys, this.openings);
  }

  get readLinked(): ReadLinked {
    return new ReadLinked(this.database, this.access, this.chains, this.keys, this.links, this.openings);
  }

  as(me: Identity): Client {
    return new Client(this, me);
  }

  write<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  get reader(): Transaction {
    return this.database.reader;
  }
}

/** What a browser holds of one circle after it has read everything. */
export interface Held {
  readonly chain: CaseChain;
  readonly secrets: EpochSecrets;
  readonly wraps: Map<string, Uint8Array>;
  /** Everything whose DEK the circle holds: its own records, and those of conversations. */
  readonly records: readonly Envelope[];
  readonly opened: OpenedCircle;
}

/** One person's browser, with the real cryptography and without HTTP. */
export class Client {
  /** @param keys others than her own in a recovery ceremony */
  constructor(
    readonly house: CirclesHouse,
    readonly me: Identity,
    readonly keys = me,
  ) {}

  get id(): StaffId {
    return staffIdOf(this.me);
  }

  compose(recipients: readonly Recipient[], inbox = false): ComposedEpoch {
    const { directory } = this.house.organisation;
    return beginCircle({ directory, grantor: this.me, ms: this.house.clock.now(), recipients, inbox });
  }

  async open(
    kind: CircleKind,
    recipients: readonly Recipient[] = [to(this.me, everything)],
    {
      subject = null,
      composed = this.compose(recipients, kind === 'inbox'),
    }: { subject?: Identity | null; composed?: ComposedEpoch } = {},
  ): Promise<CircleId> {
    const opening = {
      kind,
      subjectId: subject && staffIdOf(subject),
      epoch: composed.row,
      grants: composed.grants,
    };
    const { id } = await this.house.write((tx) => this.house.open.run(tx, opening, this.id));
    return id;
  }

  async rows(
    id: CircleId,
    channel: string | null = null,
  ): Promise<{ rows: Uint8Array[]; wraps: Map<string, Uint8Array> }> {
    const all: Uint8Array[] = [];
    const wraps = new Map<string, Uint8Array>();
    for (let above = 0; ;) {
      const page = await this.house.read.run({ circle: id, channel, above, limit: 200 }, this.id);
      for (const { record, wrap } of page.wraps) wraps.set(hex(record), wrap);
      all.push(...page.records.map(({ bytes }) => bytes));
      const last = page.records.at(-1);
      if (!last) return { rows: all, wraps };
      above = last.seq;
    }
  }

  /** Reads and verifies all of a circle, and opens it. */
  async hold(id: CircleId): Promise<Held> {
    const { rows, wraps } = await this.rows(id);
    const chain = CaseChain.read(idBytes(id), this.house.organisation.directory, rows);
    const { grant } = await this.house.readCircle.run(id, this.id);
    const secrets = unlockEpoch(chain, this.keys, grant ?? new Uint8Array());
    return {
      chain,
      secrets,
      wraps,
      records: chain.records,
      opened: openCircle(chain, secrets.wrapKey, wraps),
    };
  }

  async texts(id: CircleId): Promise<string[]> {
    const { opened } = await this.hold(id);
    return opened.contents.map((content) => (content.state === 'read' ? content.text : content.state));
  }

  composeRecord(held: Held, text: string, writing: Partial<Writing> = {}): ComposedRecord {
    return composeRecord(held.chain, held.secrets.wrapKey, {
      author: this.me,
      kind: kinds.note,
      object: randomBytes(16),
      ms: this.house.clock.now(),
      text,
      ...writing,
    });
  }

  /** Sends a composed record as it is. */
  send(id: CircleId, { row, wrap }: Pick<ComposedRecord, 'row' | 'wrap'>): Promise<{ seq: number }> {
    return this.house.write((tx) =>
      this.house.append.run(tx, { circle: id, channel: null, row, wrap }, this.id),
    );
  }

  async note(id: CircleId, text: string, writing: Partial<Writing> = {}): Promise<ComposedRecord> {
    const record = this.composeRecord(await this.hold(id), text, writing);
    await this.send(id, record);
    return record;
  }

  composeEpoch(held: Held, recipients: readonly Recipient[]): { epoch: ComposedEpoch; wraps: Wrap[] } {
    const epoch = composeEpoch(held.chain, { grantor: this.me, ms: this.house.clock.now(), recipients });
    const { wraps } = rewrapAll(held.records, held.wraps, held.secrets, epoch.secrets.wrapKey);
    return { epoch, wraps: [...wraps].map(([hash, wrap]) => ({ record: fromHex(hash, 32)!, wrap })) };
  }

  async change(id: CircleId, recipients: readonly Recipient[]): Promise<ComposedEpoch> {
    const { epoch, wraps } = this.composeEpoch(await this.hold(id), recipients);
    await this.sendEpoch(id, epoch, wraps);
    return epoch;
  }

  sendEpoch(
    id: CircleId,
    { row, grants }: Pick<ComposedEpoch, 'row' | 'grants'>,
    wraps: readonly Wrap[],
    leftBehind: readonly Uint8Array[] = [],
  ): Promise<{ epoch: number }> {
    const change = { epoch: row, grants, wraps, leftBehind };
    return this.house.write((tx) => this.house.change.run(tx, id, change, this.id));
  }
}

/** The code, and the reason where there is one, with which something is refused. */
export async function refusalFrom(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return 'nothing refused';
  } catch (caught) {
    const { code, reason } = caught as { code?: string; reason?: string };
    if (code === undefined) throw caught;
    return reason === undefined ? code : `${code}: ${reason}`;
  }
}
