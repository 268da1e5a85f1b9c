// @ts-check
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';

const logs =
  process.env.VESTIBULE_TEST_LOGS ??
  fileURLToPath(new URL('../../target/test-logs', import.meta.url));

/** A phone in portrait: that is where most customers open their link. */
const phone = { width: 390, height: 844 };

/** The distribution's Chromium, as customers have it: Playwright's own download is never used. */
const CHROMIUM = process.env.CHROMIUM || '/usr/bin/chromium';

/** The same without windows: its pages are the same, and cost half. */
const SHELL = process.env.CHROMIUM_SHELL || '/usr/lib/chromium/chromium-headless-shell';

const launch = (executablePath, ...more) => ({
  executablePath,
  args: [
    ...more,
    '--no-sandbox', // the tests may run as root, where the sandbox refuses to start
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    // Nothing but Vestibule is talked to: no look-ups, no updates.
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});

export default defineConfig({
  testDir: '.',
  outputDir: `${logs}/e2e`,
  // A busy machine takes a minute for a story and another for looking at its pages.
  timeout: 240_000,
  // A source takes seconds for some things, a page without scripts looks only every three, and a development build reads
  // the longest pages for ten seconds on a busy machine.
  expect: { timeout: 30_000 },
  // Most of a story is waiting for pages: more of them than there are processors keep these busy.
  workers: 4,
  fullyParallel: true,
  // A story that passes at the second try hides a race that customers will meet.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: `${logs}/e2e.json` }]],

  use: {
    viewport: phone,
    screenshot: 'only-on-failure',
    // A page lives for seconds: what is compiled anew to run faster is thrown away with it.
    launchOptions: launch(SHELL, '--js-flags=--no-opt --no-maglev'),
  },

  // Every story is told twice, since every page must also work without scripts, and whole journeys once more in Chromium
  // itself.
  projects: [
    { name: 'scripts', use: { javaScriptEnabled: true } },
    { name: 'no-scripts', use: { javaScriptEnabled: false } },
    {
      name: 'chromium',
      testMatch: 'journeys.spec.mjs',
      use: { javaScriptEnabled: true, launchOptions: launch(CHROMIUM) },
    },
  ],
});
