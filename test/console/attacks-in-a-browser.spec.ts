import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { casesOf } from '../e2ee/all-cases.js';
import type { Outcome } from '../e2ee/browser/main.js';
import { launchBrowser } from './support/launch-browser.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";

let folder: string;
let server: Server;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zaklon-cases-'));
  execFileSync(process.execPath, [
    join(root, 'node_modules/vite/bin/vite.js'),
    ...[
      'build',
      '--config',
      join(root, 'test/e2ee/browser/vite.config.mjs'),
      '--outDir',
      folder,
      '--emptyOutDir',
    ],
  ]);
  const script = readFileSync(join(folder, 'cases.js'));
  server = createServer(({ url }, answer) => {
    answer.setHeader('content-security-policy', policy);
    answer.setHeader('content-type', url === '/cases.js' ? 'text/javascript' : 'text/html; charset=utf-8');
    answer.end(
      url === '/cases.js' ? script : '<!doctype html><script type="module" src="/cases.js"></script>',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the attacks of the protocol, in Chromium, under the policy of the console', () => {
  it('are refused one and all, as in Node', async () => {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction(() => 'outcome' in globalThis, undefined, { timeout: 500_000 });

    const outcome = await page.evaluate(() => (globalThis as unknown as { outcome: Outcome }).outcome);

    expect(outcome).toEqual({ kept: casesOf().length, broken: [] });
  });
});
