// Programs open links before people do: only a person changes what the company sees.
import { expect, test } from '../support/test.mjs';

test('A mail scanner that loads the page and waits changes nothing', async ({
  backend,
  customer,
}) => {
  const link = await backend.createLink();
  await customer.open(link);
  await customer.expectPage('begin');
  await customer.page.waitForTimeout(3000);
  await customer.page.reload();
  await customer.expectPage('begin', { status: 'CREATED' });
  await backend.expectTransitions(link, 'CREATED');
});

const signs = {
  'A press': (page) => page.locator('h1').click(),
  'A key': (page) => page.keyboard.press('ArrowDown'),
  'The wheel': (page) => page.mouse.wheel(0, 100),
};

for (const [sign, make] of Object.entries(signs)) {
  test(`${sign} tells that a person is there, where scripts run`, async ({
    backend,
    customer,
    javaScriptEnabled,
  }) => {
    const link = await backend.createLink();
    await customer.open(link);
    await customer.expectPage('begin');
    await make(customer.page);
    await make(customer.page);
    await backend.expectTransitions(link, javaScriptEnabled ? 'CREATED ACCESSED' : 'CREATED');
    await customer.press('continue');
    await customer.expectChallenge('credentials');
    await backend.expectTransitions(link, 'CREATED ACCESSED');
  });
}

test.describe('On a phone', () => {
  test.use({ hasTouch: true });

  test('A touch tells that a person is there, where scripts run', async ({
    backend,
    customer,
    javaScriptEnabled,
  }) => {
    const link = await backend.createLink();
    await customer.open(link);
    await customer.page.locator('h1').tap();
    await backend.expectTransitions(link, javaScriptEnabled ? 'CREATED ACCESSED' : 'CREATED');
  });
});

test('An event made by a script is no person', async ({ backend, customer, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, 'nothing listens without scripts');
  const link = await backend.createLink();
  await customer.open(link);
  await customer.page.locator('h1').dispatchEvent('pointerdown');
  await customer.page.waitForTimeout(500);
  expect(await backend.transitions(link.id)).toEqual(['CREATED']);
});
