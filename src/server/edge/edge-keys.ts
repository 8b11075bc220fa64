import { randomUUID } from 'node:crypto';
import { idBytes } from '../../contracts/shared/scalars.js';
import type { EdgeVault } from '../../e2ee/edge-vault.js';
import { randomBytes } from '../../e2ee/hazmat/chance.js';
import { deriveIdentity, type Identity } from '../../e2ee/shared/identity.js';
import type { Clock } from '../platform/clock/clock.js';
import { timestamp } from '../platform/database/columns.js';
import { rows, type Transaction } from '../platform/database/database.js';

const purpose = 'edge-keys';
const makeLock = 7_240_801;
/** New keys of the edge always come under a new id, so that their version is the first. */
const onlyVersion = 1;

export interface EdgeIdentity extends Identity {
  readonly id: string;
}

interface KeyRow {
  readonly edge_id: string;
  readonly seeds_sealed: Buffer;
}

/**
 * The edge's own keys: two independent seeds, in the database sealed under the edge secret, so that every process that has the
 * secret is the same edge and a dump has nothing.
 */
export class EdgeKeys {
  readonly #opened = new Map<string, EdgeIdentity>();
  #current: EdgeIdentity | undefined;

  constructor(
    private readonly vault: EdgeVault,
    private readonly clock: Clock,
  ) {}

  /** The keys in use, as this process knows them; made at the first call for a database. */
  async current(tx: Transaction): Promise<EdgeIdentity> {
    return this.#current ?? this.refresh(tx);
  }

  /** The same, but looks whether another process has replaced them. */
  async refresh(tx: Transaction): Promise<EdgeIdentity> {
    this.#current = (await this.#newest(tx)) ?? (await this.replace(tx));
    return this.#current;
  }

  /** Makes new keys under a new id. The old ones stay, to open replies that were sealed to them. */
  async replace(tx: Transaction, old?: string): Promise<EdgeIdentity> {
    await tx.query(`select pg_advisory_xact_lock($1)`, [makeLock]);
    const newest = await this.#newest(tx);
    if (newest && newest.id !== old) return newest;
    const id = randomUUID();
    const seeds = randomBytes(64);
    await tx.query(`insert into edge_key (edge_id, seeds_sealed, made_at) values ($1, $2, $3)`, [
      id,
      Buffer.from(this.vault.seal(purpose, id, seeds)),
      timestamp(this.clock.now()),
    ]);
    return this.#remember(this.#open(id, seeds));
  }

  async #newest(tx: Transaction): Promise<EdgeIdentity | null> {
    const [row] = await rows<KeyRow>(
      tx,
      `select edge_id, seeds_sealed from edge_key order by place desc limit 1`,
    );
    if (!row) return null;
    return (
      this.#opened.get(row.edge_id) ??
      this.#remember(this.#open(row.edge_id, this.vault.open(purpose, row.edge_id, row.seeds_sealed)))
    );
  }

  #open(id: string, seeds: Uint8Array): EdgeIdentity {
    const pair = { ed25519: seeds.subarray(0, 32), x25519: seeds.subarray(32, 64) };
    return { id, ...deriveIdentity(idBytes(id), onlyVersion, pair) };
  }

  #remember(identity: EdgeIdentity): EdgeIdentity {
    this.#opened.set(identity.id, identity);
    return identity;
  }
}
