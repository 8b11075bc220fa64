import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** How many pages a PDF says that it has. */
export const pagesOf = async (path: string): Promise<number> =>
  (await readFile(path, 'latin1')).match(/\/Type \/Page\b/g)?.length ?? 0;

/** What a reader sees, page by page, when this machine can read a PDF at all; null where `pdftotext` is not installed. */
export function wordsOf(path: string): readonly string[] | null {
  const read = spawnSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
  if (read.error || read.status !== 0) return null;
  return read.stdout.split('\f').filter((page) => page.trim() !== '');
}
