import { readCircle, type listMyCircles } from '../../contracts/circles/circles.js';
import { readChain, readWraps } from '../../contracts/circles/records.js';
import type { AnswerOf } from '../../contracts/shared/route.js';
import { idBytes } from '../../contracts/shared/scalars.js';
import { caseChain } from '../../e2ee/account/pin-set.js';
import { CaseChain } from '../../e2ee/circle/case-chain.js';
import type { Place } from '../../e2ee/circle/chain-walk.js';
import { openCircle, type OpenedCircle } from '../../e2ee/circle/open-circle.js';
import { unlockEpoch, type EpochSecrets } from '../../e2ee/circle/unlock-epoch.js';
import { equal, hex } from '../../e2ee/shared/bytes.js';
import type { Identity } from '../../e2ee/shared/identity.js';
import { refusalOf } from '../../e2ee/shared/refusal.js';
import { call } from '../api/call.js';
import { Failed } from '../session/failure.js';
import { inTurn } from './in-turn.js';
import { refreshDirectory } from './people.js';
import { rememberPins, unlocked } from './state.js';

export type CircleAnswer = AnswerOf<typeof listMyCircles>['items'][number];

/** A circle as this worker has verified and unlocked it. */
export interface HeldCircle {
  readonly answer: CircleAnswer;
  readonly chain: CaseChain;
  readonly wraps: Map<string, Uint8Array>;
  readonly secrets: EpochSecrets;
  /** How far the directory had gone when the chain was judged. */
  readonly dirSeq: number;
}

/** Every record of it. That takes as long as the circle is: a page needs it once. */
export const openHeld = ({ chain, secrets, wraps }: HeldCircle): OpenedCircle =>
  openCircle(chain, secrets.wrapKey, wraps);

const held = new Map<string, HeldCircle>();

/** What was last told of a circle that this worker has read: nobody is asked. */
export const answerHeld = (id: string): CircleAnswer | undefined => held.get(id)?.answer;

/** What comes in several answers may be of two epochs, when somebody changes the members in between: then it is asked for again. */
export const mostReadings = 3;

/** At the last reading whatever came is judged as it is: a server that never agrees with itself is not asked for ever. */
export const isMixed = (epochs: readonly number[], epoch: number, readings: number): boolean =>
  readings > 1 && epochs.some((each) => each !== epoch);

/**
 * Brings a circle up to date: what is new is read, verified against our own pin, and unlocked when the members changed.
 *
 * @throws ProtocolRefusal when our grant is not one that may be believed; Failed `own-key-waits` while it lists an older key of ours
 */
export const holdCircle = (id: string): Promise<HeldCircle> => inTurn(id, () => judged(id));

/**
 * The directory comes before the chain: a record must not be held to what it could not know yet. But then one may name an entry
 * from in between, and fails; so where something new fails, everything is read and judged once more.
 */
async function judged(id: string): Promise<HeldCircle> {
  const known = held.get(id);
  const failedBefore = failuresIn(known?.chain.places);
  if (known && isDoubtful(known)) held.delete(id);
  try {
    const fresh = await broughtUpToDate(id);
    if (failuresIn(fresh.chain.places) <= failedBefore) return fresh;
  } catch (caught) {
    refusalOf(caught);
  }
  held.delete(id);
  return broughtUpToDate(id);
}

/** What failed before the directory grew may have failed for that alone. */
const isDoubtful = ({ chain, dirSeq }: HeldCircle): boolean =>
  dirSeq < unlocked().directory.seq && failuresIn(chain.places) > 0;

export const failuresIn = (places: readonly Place[] = []): number =>
  places.filter(({ state }) => state === 'failed').length;

async function broughtUpToDate(id: string, readings = mostReadings): Promise<HeldCircle> {
  await refreshDirectory();
  const dirSeq = unlocked().directory.seq;
  const answer = await call(readCircle, { params: { id } });
  const known = held.get(id);
  const above = await readAbove(id, lastPlace(known));
  if (isMixed(above.epochs, answer.epoch, readings)) return broughtUpToDate(id, readings - 1);
  const chain = known ? extended(known.chain, above.rows) : firstRead(id, above.rows);
  const { wraps, epochs } = await wrapsNow(id, known, chain, above);
  if (isMixed(epochs, answer.epoch, readings)) return broughtUpToDate(id, readings - 1);
  const secrets = known && isOfItsEpoch(known, chain) ? known.secrets : unlockWith(chain, answer.grant);
  const fresh: HeldCircle = { answer, chain, secrets, wraps, dirSeq };
  held.set(id, fresh);
  await pin(id, chain, above.rows.length);
  return fresh;
}

const isOfItsEpoch = ({ secrets }: HeldCircle, chain: CaseChain): boolean =>
  secrets.wrapKey.epoch === chain.inForce?.epoch;

/** After a change of members every wrap is another one. */
async function wrapsNow(
  id: string,
  known: HeldCircle | undefined,
  chain: CaseChain,
  above: Wraps,
): Promise<Wraps> {
  if (!known) return above;
  if (!isOfItsEpoch(known, chain)) return readAllWraps(id);
  return { wraps: new Map([...known.wraps, ...above.wraps]), epochs: above.epochs };
}

/**
 * A circle read afresh with other keys than one's own: in a recovery ceremony. Nothing of it stays here.
 *
 * @param keys the first that is a member of the epoch in force is used
 */
export async function readCircleAs(
  id: string,
  keys: readonly Identity[],
): Promise<Pick<HeldCircle, 'chain' | 'secrets'> & { readonly as: Identity }> {
  await refreshDirectory();
  const { grant } = await call(readCircle, { params: { id } });
  const { rows } = await readAbove(id, 0);
  const chain = firstRead(id, rows);
  const as = keys.find(({ user }) => chain.inForce?.members.some((member) => equal(member.user, user)));
  if (!as || !grant) throw new Failed({ kind: 'refused', code: 'circle-unknown' });
  return { chain, secrets: unlockEpoch(chain, as, grant), as };
}

const lastPlace = (known: HeldCircle | undefined): number => known?.chain.places.at(-1)?.seq ?? 0;

interface Wraps {
  readonly wraps: Map<string, Uint8Array>;
  /** As each answer told it. */
  readonly epochs: readonly number[];
}

async function readAbove(id: string, from: number): Promise<Wraps & { readonly rows: Uint8Array[] }> {
  const rows: Uint8Array[] = [];
  const wraps = new Map<string, Uint8Array>();
  const epochs: number[] = [];
  for (let above = from; ;) {
    const page = await call(readChain, { params: { id }, query: { above } });
    rows.push(...page.records.map(({ bytes }) => bytes));
    epochs.push(page.epoch);
    for (const { record, wrap } of page.wraps) wraps.set(hex(record), wrap);
    above = page.records.at(-1)?.seq ?? page.head;
    if (page.records.length === 0 || above >= page.head) return { rows, wraps, epochs };
  }
}

/** A chain from its beginning, held to what I have seen of it before. */
export function firstRead(id: string, rows: readonly Uint8Array[]): CaseChain {
  const { directory, pins } = unlocked();
  return CaseChain.read(idBytes(id), directory, rows, pins.get(caseChain(idBytes(id))));
}

/** The same chain, with what came after it. */
export function extended(chain: CaseChain, rows: readonly Uint8Array[]): CaseChain {
  for (const row of rows) chain.append(row);
  return chain;
}

function unlockWith(chain: CaseChain, grant: Uint8Array | null): EpochSecrets {
  if (!grant) throw new Failed({ kind: 'refused', code: 'circle-unknown' });
  const { identity } = unlocked();
  const me = chain.inForce?.members.find(({ user }) => equal(user, identity.user));
  if (me && me.kv !== identity.kv) throw new Failed({ kind: 'refused', code: 'own-key-waits' });
  return unlockEpoch(chain, identity, grant);
}

/** Every wrap that the circle holds now: after a change of members each is another one. */
export async function readAllWraps(id: string): Promise<Wraps> {
  const wraps = new Map<string, Uint8Array>();
  const epochs: number[] = [];
  for (let after: string | undefined; ;) {
    const page = await call(readWraps, { params: { id }, query: { after } });
    epochs.push(page.epoch);
    for (const { record, wrap } of page.wraps) wraps.set(hex(record), wrap);
    const last = page.wraps.at(-1);
    if (!last) return { wraps, epochs };
    after = hex(last.record);
  }
}

/** A doubtful history never replaces a good memory. */
async function pin(id: string, chain: CaseChain, fresh: number): Promise<void> {
  const settled = fresh > 0 ? chain.settle() : undefined;
  if (!settled) return;
  unlocked().pins.raise(caseChain(idBytes(id)), settled);
  await rememberPins();
}
