import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { appendRecord } from '../../../src/contracts/circles/records.js';
import { putAlarm, stateLevel } from '../../../src/contracts/circles/schedule.js';
import { recordTrigger } from '../../../src/contracts/reviews/reviews.js';
import { idBytes } from '../../../src/contracts/shared/scalars.js';
import type { Route } from '../../../src/contracts/shared/route.js';
import type { CircleId } from '../../../src/domain/circle/circle.js';
import type { LevelNumber } from '../../../src/domain/circle/level-rules.js';
import type { AlarmState } from '../../../src/e2ee/circle/alarm.js';
import { kinds } from '../../../src/e2ee/circle/header.js';
import { signedAlarm } from '../../builders/signed-alarm.js';
import { signedLevel } from '../../builders/signed-level.js';
import { addressOf } from './every-contract.js';
import type { EveryApiHouse } from './every-api-house.js';

/** Who signs here: she is in the case, and every signature of hers holds. */
export const SIGNER = 'case-worker';

const day = 86_400_000;

/**
 * Statements that are truly signed, with numbers that no honest browser would sign: only such get past the signature to what
 * is done with them.
 */
export class SignedThings {
  constructor(
    private readonly house: EveryApiHouse,
    private readonly circle: CircleId,
  ) {}

  /** @param pick chooses the numbers. @returns null for a route that takes nothing signed */
  async bodyFor(route: Route, pick: number): Promise<{ params: { id: string }; body: unknown } | null> {
    const make = this.#makers[addressOf(route)];
    if (!make) return null;
    const body = z.encode(route.body as z.ZodType<unknown, unknown>, await make(pick));
    return { params: { id: this.circle }, body };
  }

  readonly #makers: Readonly<Record<string, (pick: number) => Promise<unknown>>> = {
    [addressOf(putAlarm)]: async (pick) => ({ statement: this.#alarm(pick) }),
    [addressOf(recordTrigger)]: async (pick) => ({ statement: this.#alarm(pick) }),
    [addressOf(stateLevel)]: async (pick) => ({ statement: await this.#level(pick) }),
    [addressOf(appendRecord)]: async (pick) => {
      const { row, wrap } = await this.#record(pick);
      return { row, wrap };
    },
  };

  get #me() {
    return this.house.as(SIGNER).person!.identity;
  }

  #alarm(pick: number): Uint8Array {
    const number = this.#numbers(pick);
    return signedAlarm(this.#me, {
      caseId: idBytes(this.circle),
      counter: number(0),
      due: number(1),
      state: (1 + (pick % 2)) as AlarmState,
    });
  }

  /** Of an assessment that is in the chain. */
  async #level(pick: number): Promise<Uint8Array> {
    const number = this.#numbers(pick);
    const record = await this.#record(0);
    const { row, wrap } = record;
    await this.house.as(SIGNER).call(appendRecord, { params: { id: this.circle }, body: { row, wrap } });
    const level = (1 + (pick % 4)) as LevelNumber;
    return signedLevel(this.#me, {
      instrument: 'VSRA',
      version: pick % 7 === 0 ? 255 : 0,
      computed: level,
      inForce: level,
      flags: pick % 8,
      assessed: number(0),
      due: number(1),
      loweredUntil: number(2),
      caseId: idBytes(this.circle),
      record: record.envelope.hash,
    });
  }

  #record(pick: number) {
    const every = [kinds.assessment, ...Object.values(kinds)];
    const writing = { kind: every[pick % every.length]!, object: idBytes(randomUUID()), text: 'sealed' };
    return this.house.circles(SIGNER).compose(this.circle, writing);
  }

  /** One of the numbers at which something may break, by its place. */
  #numbers(pick: number): (place: number) => number {
    const now = this.house.now;
    const edges = [
      now,
      now + day,
      0,
      1,
      now - 400 * day,
      now + 400 * day,
      2 ** 31,
      2 ** 32,
      8.64e15 - 1,
      8.64e15,
      Number.MAX_SAFE_INTEGER,
    ];
    return (place) => edges[Math.floor(pick / edges.length ** place) % edges.length]!;
  }
}
