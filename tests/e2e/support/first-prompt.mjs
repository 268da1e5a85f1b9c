// Opens a page in a browser context of its own and waits for its first field, as often as each line of the input says:
// what tests/load compares Vestibule with.
import { createInterface } from 'node:readline';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const usual = ['/usr/lib/chromium/chromium-headless-shell', '/usr/lib/chromium/chromium'];
const executablePath = process.env.CHROMIUM_SHELL || usual.find(existsSync);
const [url] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath });
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  for (let left = Number(line); left > 0; left -= 1) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(url);
    await page.locator('input:not([type=hidden])').first().waitFor();
    await context.close();
  }
  console.log('done');
}
await browser.close();
