import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inboundText, type InboundText } from '../../../src/contracts/inbox/record-texts.js';
import { idBytes } from '../../../src/contracts/shared/scalars.js';
import type { CircleId } from '../../../src/domain/circle/circle.js';
import { Channel } from '../../../src/e2ee/channel/channel.js';
import { openChannel } from '../../../src/e2ee/channel/open-channel.js';
import { CaseChain } from '../../../src/e2ee/circle/case-chain.js';
import type { Content } from '../../../src/e2ee/circle/open-contents.js';
import type { Standing } from '../../../src/e2ee/circle/chain-walk.js';
import { unlockEpoch, type EpochSecrets } from '../../../src/e2ee/circle/unlock-epoch.js';
import { ops } from '../../../src/e2ee/directory/entry.js';
import type { EdgeVault } from '../../../src/e2ee/edge-vault.js';
import { hex } from '../../../src/e2ee/shared/bytes.js';
import type { Identity } from '../../../src/e2ee/shared/identity.js';
import { ReadForEdge } from '../../../src/server/circles/read-for-edge.js';
import { ReceiveInbound } from '../../../src/server/circles/receive-inbound.js';
import { ClearReply } from '../../../src/server/edge/clear-reply.js';
import { EdgeAnchor, type Anchor } from '../../../src/server/edge/edge-anchor.js';
import { EdgeKeys } from '../../../src/server/edge/edge-keys.js';
import { EdgeMemory } from '../../../src/server/edge/edge-memory.js';
import { SealInbound } from '../../../src/server/edge/seal-inbound.js';
import { TellInbox } from '../../../src/server/edge/tell-inbox.js';
import { TrustedInbox } from '../../../src/server/edge/trusted-inbox.js';
import { DirectoryTip } from '../../../src/server/identity/directory-tip.js';
import type { Clock } from '../../../src/server/platform/clock/clock.js';
import { rows, type Database } from '../../../src/server/platform/database/database.js';
import { Announce } from '../../../src/server/platform/live/announce.js';
import type { Log } from '../../../src/server/platform/logging/log.js';
import { admin, rootFingerprint } from '../../e2ee/builders/organisation.js';
import { anOrganisation, CirclesHouse, everything, lena, mira, to } from '../circles/circles-house.js';

/** The edge's classes as one process has them, with a folder of its own. */
export class TestEdge {
  readonly anchor: EdgeAnchor;
  readonly keys: EdgeKeys;
  readonly memory: EdgeMemory;
  readonly trusted: TrustedInbox;
  readonly inbound: ReceiveInbound;
  readonly seal: SealInbound;
  readonly clear: ClearReply;
  readonly tell: TellInbox;

  constructor(
    vault: EdgeVault,
    clock: Clock,
    log: Log,
    readonly folder = mkdtempSync(join(tmpdir(), 'zaklon-edge-')),
  ) {
    const circles = new CirclesHouse(undefined as never);
    const announce = new Announce(clock);
    const reader = new ReadForEdge(circles.chains, circles.circles);
    this.anchor = new EdgeAnchor(null, join(folder, 'edge-anchor.json'));
    this.keys = new EdgeKeys(vault, clock);
    this.memory = new EdgeMemory(folder);
    this.trusted = new TrustedInbox(this.anchor, this.keys, this.memory, new DirectoryTip(), reader, log);
    this.inbound = new ReceiveInbound(clock, circles.circles, circles.chains, announce);
    this.seal = new SealInbound(clock, this.trusted, this.inbound);
    this.clear = new ClearReply(clock, this.trusted, this.inbound, reader, this.memory);
    this.tell = new TellInbox(this.trusted, reader, announce);
  }
}

/** A conversation as a member of the inbox reads it. */
export interface ReadConversation {
  readonly id: string;
  readonly contents: readonly Content[];
  readonly standing: Standing;
}

/**
 * An organisation in the tables, with the edge's own keys signed in and an inbox whose operators are Mira and Lena: read with
 * the secret of the inbox, which no server has.
 */
export class TestInbox {
  private constructor(
    readonly circles: CirclesHouse,
    readonly id: CircleId,
  ) {}

  /** @param vault with the edge secret of the server under test */
  static async found(database: Database, vault: EdgeVault, clock: Clock): Promise<TestInbox> {
    const edge = await new EdgeKeys(vault, clock).current(database.reader);
    const organisation = anOrganisation().add({ op: ops.edge, subject: edge, signer: admin });
    const circles = new CirclesHouse(database, organisation);
    await publish(database, organisation.rows);
    const id = await circles.as(mira).open('inbox', [to(mira, everything), to(lena)]);
    return new TestInbox(circles, id);
  }

  get anchor(): Anchor {
    return { rootFingerprint, inboxId: this.id };
  }

  /** The variables that tell a server of this inbox. */
  get env(): NodeJS.ProcessEnv {
    return { EDGE_ROOT_FINGERPRINT: hex(rootFingerprint), EDGE_INBOX_ID: this.id };
  }

  /** Writes entries that were signed since into the table. */
  publish(): Promise<void> {
    return publish(this.circles.database, this.circles.organisation.rows);
  }

  async secrets(who: Identity = mira): Promise<{ chain: CaseChain; secrets: EpochSecrets }> {
    const { rows: chainRows } = await this.circles.as(who).rows(this.id);
    const chain = CaseChain.read(idBytes(this.id), this.circles.organisation.directory, chainRows);
    const { grant } = await this.circles.readCircle.run(this.id, this.circles.as(who).id);
    return { chain, secrets: unlockEpoch(chain, who, grant ?? new Uint8Array()) };
  }

  async conversation(id: string, who: Identity = mira): Promise<ReadConversation> {
    return this.#open(id, who, await this.secrets(who));
  }

  /** One after the other: a storm leaves hundreds. */
  async conversations(who: Identity = mira): Promise<ReadConversation[]> {
    const found = await rows<{ id: string }>(
      this.circles.reader,
      `select id from circle_channel where circle_id = $1 and head_seq > 0 order by id`,
      [this.id],
    );
    const held = await this.secrets(who);
    const all: ReadConversation[] = [];
    for (const { id } of found) all.push(await this.#open(id, who, held));
    return all;
  }

  async #open(
    id: string,
    who: Identity,
    { chain, secrets }: Awaited<ReturnType<TestInbox['secrets']>>,
  ): Promise<ReadConversation> {
    const { rows: channelRows, wraps } = await this.circles.as(who).rows(this.id, id);
    const channel = Channel.read(chain, idBytes(id), channelRows);
    const { contents, standing } = openChannel(channel, secrets, wraps);
    return { id, contents, standing };
  }

  /** Everything that contacts said, opened and verified; fails when anything does not open. */
  async said(who: Identity = mira): Promise<InboundText[]> {
    const all = await this.conversations(who);
    return all.flatMap(({ contents, standing }) => {
      if (standing !== 'whole') throw new Error(`A conversation is ${standing}.`);
      return contents.flatMap((content) => {
        if (content.state !== 'read') throw new Error(`A record is ${content.state}.`);
        const parsed = inboundText.safeParse(JSON.parse(content.text));
        return parsed.success ? [parsed.data] : [];
      });
    });
  }
}

async function publish(database: Database, entries: readonly Uint8Array[]): Promise<void> {
  for (const [index, bytes] of entries.entries())
    await database.reader.query(
      `insert into directory_entry (seq, bytes, posted_by, posted_at) values ($1, $2, $3, now()) on conflict do nothing`,
      [index + 1, Buffer.from(bytes), circlesAdmin],
    );
}

const circlesAdmin = '00000000-0000-4000-8000-000000000001';
