// A browser script as anybody would write it for an application: opens pages, types, presses Enter. One JSON object per
// line in, one per line out. Playwright is that of tests/e2e.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const require = createRequire(new URL('../../e2e/package.json', import.meta.url));
const { chromium } = require('playwright');

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
const page = await browser.newPage();
const tell = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);

/** What a visible field is for: name, password or code. */
const meaning = (field) =>
  field.evaluate((input) => {
    const words = `${input.name} ${input.id} ${input.autocomplete} ${input.placeholder}`;
    if (/otp|2fa|token|one.time|passcode|code/i.test(words)) return 'code';
    if (input.type === 'password') return 'password';
    return ['text', 'email', 'tel', ''].includes(input.type) && !/search/i.test(words) ? 'name' : null;
  });

async function fields() {
  const found = {};
  for (const field of await page.locator('input:visible').all()) {
    const what = await meaning(field).catch(() => null);
    if (what) found[what] ??= field;
  }
  return found;
}

const words = () => page.locator('body').innerText();

/** Until nothing moves: the same words and fields three times in a row. */
async function settle() {
  await page.waitForLoadState('load').catch(() => {});
  let last = '';
  for (let same = 0, looks = 0; same < 3 && looks < 100; looks += 1) {
    const now = await Promise.all([page.url(), words(), page.locator('input:visible').count()])
      .then(String)
      .catch(() => `moving ${looks}`);
    same = now === last && now.trim() !== '' ? same + 1 : 0;
    last = now;
    await page.waitForTimeout(50);
  }
}

async function type(typed) {
  const found = await fields();
  let last;
  for (const [what, value] of Object.entries(typed)) {
    if (!found[what]) continue;
    last = found[what];
    await last.fill('');
    await last.pressSequentially(value);
  }
  // Some pages submit themselves at the last digit.
  await last?.press('Enter', { timeout: 1000 }).catch(() => {});
}

tell({});
for await (const line of createInterface({ input: process.stdin })) {
  const { open, type: typed } = JSON.parse(line);
  if (open) await page.goto(open);
  else await type(typed);
  await settle();
  tell({ url: page.url(), text: (await words()).replace(/\s+/g, ' '), asks: Object.keys(await fields()) });
}
await browser.close();
