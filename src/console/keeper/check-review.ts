import { readStubs } from '../../contracts/circles/records.js';
import { readSchedule } from '../../contracts/circles/schedule.js';
import type { Instant } from '../../domain/shared/time.js';
import type { CaseChain } from '../../e2ee/circle/case-chain.js';
import { call } from '../api/call.js';
import { extended, firstRead } from './held-circle.js';
import { inTurn } from './in-turn.js';
import { judgeReview, type ListedReview, type ReviewVerdict } from './judge-review.js';
import { judgeLevelOf } from './judge-schedule.js';
import { refreshDirectory } from './people.js';

/** Chains without contents, as far as they were read. */
const known = new Map<string, CaseChain>();

/** Compares a row of My reviews with the signed statement, without opening the case. */
export async function checkReview(row: ListedReview): Promise<ReviewVerdict> {
  const verdict = await checked(row);
  if (verdict.state === 'agrees') return verdict;
  // Somebody may have assessed between two answers, or have joined since: red is said only after a second look, all of it afresh.
  await refreshDirectory();
  known.delete(row.circle);
  return checked(row);
}

async function checked(row: ListedReview): Promise<ReviewVerdict> {
  const schedule = await call(readSchedule, { params: { id: row.circle } });
  const chain = await inTurn(`stubs ${row.circle}`, () => broughtUpToDate(row.circle));
  const level = judgeLevelOf(row.instrument, schedule, chain);
  return judgeReview(row, level, chain.standing, Date.now() as Instant);
}

async function broughtUpToDate(id: string): Promise<CaseChain> {
  const before = known.get(id);
  const rows = await readAbove(id, before?.places.at(-1)?.seq ?? 0);
  const chain = before ? extended(before, rows) : firstRead(id, rows);
  known.set(id, chain);
  return chain;
}

async function readAbove(id: string, from: number): Promise<Uint8Array[]> {
  const rows: Uint8Array[] = [];
  for (let above = from; ;) {
    const { records, head } = await call(readStubs, { params: { id }, query: { above } });
    rows.push(...records.map(({ bytes }) => bytes));
    above = records.at(-1)?.seq ?? head;
    if (records.length === 0 || above >= head) return rows;
  }
}
