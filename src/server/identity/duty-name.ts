import { Refusal } from '../../domain/shared/refusal.js';
import { rows, type Transaction } from '../platform/database/database.js';

/** A colleague already goes by this name on duty, or it is empty or longer than 24 characters. Nobody was enrolled. */
export class DutyNameUnfit extends Refusal {
  readonly code = 'duty-name-unfit';
  constructor(readonly why: 'taken' | 'empty' | 'too-long') {
    super('This name cannot be used on duty.');
  }
}

const longestName = 24;

/** As it is kept and found again: composed, without control characters, single spaces. */
export const foldDutyName = (wish: string): string =>
  wish
    .normalize('NFC')
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim();

/** @returns the folded name. @throws DutyNameUnfit */
export async function fitDutyName(tx: Transaction, wish: string): Promise<string> {
  const name = foldDutyName(wish);
  if (name === '') throw new DutyNameUnfit('empty');
  if ([...name].length > longestName) throw new DutyNameUnfit('too-long');
  const taken = await rows(tx, `select from staff where lower(duty_name) = lower($1) and active`, [name]);
  if (taken.length > 0) throw new DutyNameUnfit('taken');
  return name;
}
