import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const folder = process.env['ZAKLON_SCREENSHOTS'];
const images = fileURLToPath(new URL('../../../docs/img', import.meta.url));

/** With ZAKLON_SCREENSHOTS=1: pictures for the documents, at both widths and in both lights. Otherwise nothing. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (folder === undefined) return;
  mkdirSync(images, { recursive: true });
  const before = page.viewportSize();
  for (const [width, height] of [
    [360, 740],
    [1280, 800],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const light of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: light });
      await page.screenshot({ path: `${images}/console-${name}-${width}-${light}.png` });
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
}
