import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Route } from '../../../src/contracts/shared/route.js';

const folder = new URL('../../../src/contracts/', import.meta.url);

/** Every route that a file of `src/contracts` exports, whether or not anything answers it. */
export async function everyContract(): Promise<Route[]> {
  const files = readdirSync(fileURLToPath(folder), { recursive: true, encoding: 'utf8' });
  const found: Route[] = [];
  for (const file of files.filter((name) => name.endsWith('.ts')).sort()) {
    const module = (await import(new URL(file, folder).href)) as Record<string, unknown>;
    found.push(...Object.values(module).filter(isRoute));
  }
  return found;
}

const isRoute = (value: unknown): value is Route =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'may' in value;

export const addressOf = ({ method, path }: Route): string => `${method} ${path}`;
