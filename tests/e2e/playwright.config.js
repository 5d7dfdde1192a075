// The browser tests, from the repository's root: node_modules/.bin/playwright test -c tests/e2e/playwright.config.js
// CHROMIUM names another browser than Debian's, DIST another built site than dist/.

import { defineConfig } from '@playwright/test';
import { launch, surroundings } from './browser.js';

export default defineConfig({
  testDir: '.',
  outputDir: '../../target/e2e',
  reporter: 'list',
  fullyParallel: true,
  workers: 2,
  // A test that passes at the second try is a bug as well.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  projects: [
    { name: 'one file' },
    // What is kept, and the lobby, once more with a programme in parts.
    { name: 'in parts', testMatch: /(offline|lobby)\.spec\.js/, use: { parts: true } },
  ],
  use: {
    ...surroundings,
    screenshot: 'only-on-failure',
    launchOptions: launch,
  },
});
