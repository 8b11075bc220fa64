import type { DynamicModule } from '@nestjs/common';
import { newId } from '../../../src/console/assessing/new-id.js';
import { writeNote } from '../../../src/console/keeper/circles.js';
import { openCircleOf, type Confirmed } from '../../../src/console/keeper/open-circles.js';
import { listPeople } from '../../../src/console/keeper/people.js';
import { failureOf } from '../../../src/console/session/failure.js';
import { readsAndWrites } from '../../../src/cli/demo/circle-client.js';
import type { CircleId } from '../../../src/domain/circle/circle.js';
import { instant } from '../../../src/domain/shared/time.js';
import { CirclesModule } from '../../../src/server/circles/circles.module.js';
import { ApiHouse } from '../../server/support/api-house.js';
import type { Founding, ProblemAnswer, StaffClient } from '../../server/support/staff-client.js';
import type { caseWork } from '../support/case-work.js';
import { KeeperDesk } from './keeper-desk.js';

/** Circles over the real API, in which Olga administers, and the keeper of a console at which Mira coordinates. */
export class KeeperHouse {
  #addresses = 10;

  constructor(
    readonly api: ApiHouse,
    /** Olga's browser. */
    readonly office: StaffClient,
    readonly founding: Founding,
    readonly desk: KeeperDesk,
  ) {}

  /** A colleague's own browser, in which she is signed in, outside of any keeper. */
  async caseWorker(dutyName: string): Promise<StaffClient> {
    this.#addresses += 1;
    const browser = this.api.browser(`192.0.2.${this.#addresses}`);
    await this.office.enrol(browser, { dutyName, roles: ['case-worker'] }, this.founding.admin.identity);
    return browser;
  }

  async close(): Promise<void> {
    this.desk.leave();
    await this.api.close();
  }
}

interface KeeperHouseOptions {
  readonly withRecovery?: boolean;
  /** What the house does beside accounts and circles. */
  readonly work?: typeof caseWork;
}

export async function openKeeperHouse(options: KeeperHouseOptions = {}): Promise<KeeperHouse> {
  const { withRecovery = false, work } = options;
  const modules = (identity: DynamicModule): DynamicModule[] => {
    const circles = CirclesModule.with(identity);
    return [circles, ...(work?.modules(identity, circles) ?? [])];
  };
  const api = await ApiHouse.open({ modules, ...(work && { entities: work.entities }) });
  // The keeper counts by the time that the machine has.
  api.clock.set(instant(Date.now()));
  const office = api.browser();
  const olga = { dutyName: 'Olga', roles: ['administrator'] } as const;
  const founding = await office.found(await api.setUpToken(), olga, { withRecovery });
  const mira = api.browser('192.0.2.2');
  await office.enrol(mira, { dutyName: 'Mira', roles: ['coordinator'] }, founding.admin.identity);
  return new KeeperHouse(api, office, founding, await KeeperDesk.of(mira));
}

/** Somebody with her words as they are on Mira's screen now. */
export async function wordsOf(id: string): Promise<Confirmed> {
  const { people } = await listPeople();
  return { userId: id, words: people.find((person) => person.id === id)!.words };
}

/** A case that Mira opens, in which these colleagues read and write. */
export async function aCase(...colleagues: readonly Confirmed[]): Promise<CircleId> {
  const members = colleagues.map((one) => ({ ...one, rights: readsAndWrites }));
  return (await openCircleOf({ kind: 'client-case', subjectId: null, members })) as CircleId;
}

/** A note that Mira writes. */
export const note = (id: string, text: string): Promise<unknown> =>
  writeNote(id, { text, object: newId(), base: null });

/** The code with which the server or the keeper refuses. */
export async function codeOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return 'nothing refused';
  } catch (caught) {
    return (caught as Partial<ProblemAnswer>).code ?? failureOf(caught).code;
  }
}
