/** What a walk is: a person's way through the product, in a real browser against a real server. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { RunningServer } from '../tools/server';

export interface WalkTools {
  /** A fresh page in a fresh context: empty storage, 1280 x 800. */
  readonly page: Page;
  readonly context: BrowserContext;
  readonly browser: Browser;
  /** Origin of the server without a final slash. */
  readonly url: string;
  readonly server: RunningServer;
}

export interface Walk {
  /** Rule id and a sentence. */
  readonly title: string;
  readonly run: (tools: WalkTools) => Promise<void>;
}
