import { z } from 'zod';
import { LANGUAGES } from '../../domain/shared/language.js';

export const ROLES = [
  'operator',
  'case-worker',
  'focal-point',
  'coordinator',
  'director',
  'administrator',
] as const;

/** Given to a person beside her roles: measures and sign-offs that name one reach her. */
export const FUNCTIONS = ['legal', 'digital-safety', 'data-protection'] as const;

export type Role = (typeof ROLES)[number];
export type StaffFunction = (typeof FUNCTIONS)[number];

/** At least one, none twice, and nobody is an administrator and something else: administrators hold no circle keys. */
export const roles = z
  .array(z.enum(ROLES))
  .min(1)
  .max(ROLES.length)
  .refine((list) => new Set(list).size === list.length, { error: 'must not repeat' })
  .refine((list) => !list.includes('administrator') || list.length === 1, {
    error: 'an administrator has no other role',
  });

export const functions = z
  .array(z.enum(FUNCTIONS))
  .max(FUNCTIONS.length)
  .refine((list) => new Set(list).size === list.length, { error: 'must not repeat' });

/** A name for duty, not the person's own; the server trims it and folds white space. */
export const dutyName = z.string().min(1).max(64);

export const language = z.enum(LANGUAGES);

/** Bit 1 is the protocol's "may open cases"; the others are ours, so that roles are signed and no server can give one. */
const roleBits: Readonly<Record<Role, number>> = {
  operator: 0x01 | 0x02,
  'case-worker': 0x04 | 0x02,
  'focal-point': 0x08 | 0x02,
  coordinator: 0x10 | 0x02,
  director: 0x20 | 0x02,
  administrator: 0,
};

/** The role byte of a person's directory entry. The server refuses an entry with another one. */
export const roleByte = (list: readonly Role[]): number =>
  list.reduce((byte, role) => byte | roleBits[role], 0);
