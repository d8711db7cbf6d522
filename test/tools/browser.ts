import { chromium, type Browser } from 'playwright-core';

/** No background traffic: without these flags Chromium looks up its maker's hosts at every start. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // The development certificate is nobody's; a page whose certificate is not trusted gets no service worker.
  '--ignore-certificate-errors',
];

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: quiet });
}
