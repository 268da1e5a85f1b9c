// What stands for the source at the head of a page: the icon of its site, a logo, a letter.
import { expect, test } from '../support/test.mjs';

const logo = (colour) => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 180 48"><text x="2" y="34" font-family="sans-serif" font-size="32" fill="${colour}">northwind</text></svg>`;
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
};

const loaded = (image) => image.evaluate((it) => it.complete && it.naturalWidth > 0);

test("The icon of the source's own site stands at the head of the page", async ({
  backend,
  customer,
}) => {
  const link = await backend.createLink();
  const mark = customer.page.locator('img.mark.source');
  await expect(async () => {
    await customer.open(link);
    await expect(mark).toHaveAttribute('src', /\/assets\/pictures\/.*\.svg$/, { timeout: 500 });
  }).toPass();
  await expect.poll(() => loaded(mark)).toBe(true);
  await customer.expectPage('begin');
});

test('A wide logo keeps its shape, and dark pages have the one that was drawn for them', async ({
  backend,
  customer,
}) => {
  const brand = { logo: logo('#12324a'), logo_dark: logo('#9fd8ff') };
  const link = await backend.createLink({ job_id: await backend.createJob('classic', { brand }) });
  await customer.open(link);
  await customer.expectPage('begin');
  const mark = customer.page.locator('img.mark.source');
  await expect.poll(() => loaded(mark)).toBe(true);
  const { width, height } = await mark.boundingBox();
  expect(height).toBe(40);
  expect(width).toBeGreaterThan(120);
  expect(width).toBeLessThanOrEqual(148);
  const light = await mark.evaluate((it) => it.currentSrc);
  await customer.page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => mark.evaluate((it) => it.currentSrc)).not.toBe(light);
  await expect.poll(() => loaded(mark)).toBe(true);
});

test('A source without pictures has its letter on its own colour', async ({
  backend,
  customer,
}) => {
  const changes = { brand: { accent: '#7c3aed' }, login_url: 'https://nowhere.invalid/login', hosts: [] };
  const link = await backend.createLink({ job_id: await backend.createJob('classic', changes) });
  await customer.open(link);
  await customer.expectPage('begin');
  const letter = customer.page.locator('span.mark.source.own');
  await expect(letter).toHaveText('N');
  await expect(letter).toHaveCSS('background-color', 'rgb(124, 58, 237)');
});
