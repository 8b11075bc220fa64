import { chromium, type Browser } from 'playwright-core';

/** The Chromium that `scripts/test.mjs` found, without anything that it would ask the internet for by itself. */
export const browserOrder = {
  executablePath: process.env['ZAKLON_TEST_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
};

export const launchBrowser = (): Promise<Browser> => chromium.launch(browserOrder);
