import { listMyCircles, openCircle, readCircle } from '../../contracts/circles/circles.js';
import { appendRecord, readChain } from '../../contracts/circles/records.js';
import { idBytes, idText } from '../../contracts/shared/scalars.js';
import type { CircleId, CircleKind } from '../../domain/circle/circle.js';
import type { StaffId } from '../../domain/shared/ids.js';
import { CaseChain } from '../../e2ee/circle/case-chain.js';
import { beginCircle, type Recipient } from '../../e2ee/circle/compose-epoch.js';
import { composeRecord } from '../../e2ee/circle/compose-record.js';
import { rights } from '../../e2ee/circle/epoch-record.js';
import { kinds, type RecordKind } from '../../e2ee/circle/header.js';
import { unlockEpoch, type EpochSecrets } from '../../e2ee/circle/unlock-epoch.js';
import { randomBytes } from '../../e2ee/hazmat/chance.js';
import { hex } from '../../e2ee/shared/bytes.js';
import type { Person } from './person.js';
import type { StaffClient } from './staff-client.js';

interface Writing {
  readonly kind: RecordKind;
  readonly object: Uint8Array;
  readonly text: string;
}

interface HeldCircle {
  readonly chain: CaseChain;
  readonly secrets: EpochSecrets;
  readonly wraps: ReadonlyMap<string, Uint8Array>;
}

export const readsAndWrites = rights.read | rights.write;
export const everyRight = readsAndWrites | rights.grant;

/** One person's circles, in the browser in which she is signed in. */
export class CircleClient {
  constructor(
    protected readonly browser: StaffClient,
    protected readonly person: Person,
    protected readonly now: () => number,
  ) {}

  /** @returns the first circle of this kind that she is in, or null */
  async find(kind: CircleKind): Promise<CircleId | null> {
    const { items } = await this.browser.call(listMyCircles, { query: { limit: 200 } });
    return items.find((circle) => circle.kind === kind)?.id ?? null;
  }

  /** @param others beside herself, who has every right */
  async open(
    kind: CircleKind,
    others: readonly { readonly person: Person; readonly rights: number }[],
    subjectId: StaffId | null = null,
  ): Promise<CircleId> {
    const { identity } = this.person;
    const recipients: Recipient[] = [
      { user: identity.user, kv: identity.kv, rights: everyRight },
      ...others.map(({ person, rights: held }) => ({
        user: person.identity.user,
        kv: person.identity.kv,
        rights: held,
      })),
    ];
    const begun = beginCircle({
      directory: await this.browser.directory(),
      grantor: identity,
      ms: this.now(),
      recipients,
      inbox: kind === 'inbox',
    });
    const grants = begun.grants.map(({ user, sealed }) => ({ user, sealed }));
    const body = { kind, subjectId, epoch: begun.row, grants };
    await this.browser.call(openCircle, { body });
    return idText(begun.caseId) as CircleId;
  }

  /** How many records the circle has, its epochs among them. */
  async length(id: CircleId): Promise<number> {
    return (await this.browser.call(readCircle, { params: { id } })).head;
  }

  /** Seals a note as the next record. */
  async note(id: CircleId, text: string): Promise<void> {
    const { row, wrap } = await this.compose(id, { kind: kinds.note, object: randomBytes(16), text });
    await this.browser.call(appendRecord, { params: { id }, body: { row, wrap } });
  }

  /** The next record, sealed and signed, not sent yet. */
  async compose(id: CircleId, { kind, object, text }: Writing) {
    const { chain, secrets } = await this.hold(id);
    const writing = { author: this.person.identity, kind, object, ms: this.now(), text };
    return composeRecord(chain, secrets.wrapKey, writing);
  }

  /** All of a circle, verified, with the keys that her grant opens and the wraps of its records, by their hash in hex. */
  async hold(id: CircleId): Promise<HeldCircle> {
    const { rows, wraps } = await this.#read(id);
    const chain = CaseChain.read(idBytes(id), await this.browser.directory(), rows);
    const { grant } = await this.browser.call(readCircle, { params: { id } });
    return { chain, secrets: unlockEpoch(chain, this.person.identity, grant ?? new Uint8Array()), wraps };
  }

  async #read(id: CircleId): Promise<{ rows: Uint8Array[]; wraps: Map<string, Uint8Array> }> {
    const rows: Uint8Array[] = [];
    const wraps = new Map<string, Uint8Array>();
    for (let above = 0; ;) {
      const page = await this.browser.call(readChain, { params: { id }, query: { above } });
      rows.push(...page.records.map(({ bytes }) => bytes));
      for (const { record, wrap } of page.wraps) wraps.set(hex(record), wrap);
      above = page.records.at(-1)?.seq ?? page.head;
      if (above >= page.head) return { rows, wraps };
    }
  }
}
