import type { Browser, BrowserContext, Page } from 'playwright-core';
import { patience } from '../../builders/patience.js';
import { launchBrowser } from './launch-browser.js';

/** A real browser before one address, with as many profiles as a test wants. */
export class BrowserDesk {
  /** What pages complained about: policy violations, faults, failed loads. A test ends with none. */
  readonly complaints: string[] = [];

  private constructor(
    readonly url: string,
    readonly browser: Browser,
  ) {}

  static async at(url: string): Promise<BrowserDesk> {
    return new BrowserDesk(url, await launchBrowser());
  }

  /** A profile of its own, as on another computer. */
  async profile(options: Parameters<Browser['newContext']>[0] = {}): Promise<BrowserContext> {
    return this.browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 }, ...options });
  }

  async page(context: BrowserContext, path = '/'): Promise<Page> {
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    page.on('pageerror', (error) => this.complaints.push(`fault: ${error.message}`));
    page.on('console', (message) => {
      const expected =
        /Failed to load resource: the server responded with a status of 4\d\d|net::ERR_INTERNET_DISCONNECTED/;
      if (message.type() === 'error' && !expected.test(message.text())) this.complaints.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(this.url) && !/^(blob|data):/.test(request.url()))
        this.complaints.push(`third party: ${request.url()}`);
    });
    await page.goto(`${this.url}${path}`);
    return page;
  }
}
