// What is answered elsewhere: the page waits and goes on by itself, with scripts and without.
import { expect, test } from '../support/test.mjs';

const WATCHING = 'Waiting for you. This page continues automatically.';

/**
 * A page on which something may be half typed never reloads by itself: without scripts, it says nothing of going on,
 * and the customer looks again until there is something else.
 */
async function goOn(customer, javaScriptEnabled) {
  await expect(customer.page.getByText(WATCHING)).toBeVisible({ visible: javaScriptEnabled });
  if (javaScriptEnabled) return;
  await expect(async () => {
    const again = customer.page.getByRole('link', { name: 'Nothing happening? Check again' });
    if (await again.isVisible()) await again.click();
    await expect(again).toHaveCount(0, { timeout: 500 });
  }).toPass();
}

test('A request on the phone is approved there', async ({ customer, visit }) => {
  await visit.to('push_approval', 'mfa_push');
  await customer.expectSaid(/Pixel 9/);
  await expect(customer.page.getByText(WATCHING)).toBeVisible();
  await visit.endsWell();
});

test('The number to choose on the phone stands on the page', async ({ customer, visit }) => {
  await visit.to('push_approval', 'mfa_push_number');
  await expect(customer.page.getByRole('heading', { level: 1 })).toHaveText(
    'Choose this number on your phone',
  );
  const shown = customer.page.locator('#shown strong');
  await expect(shown).toHaveText(/^\d{2}$/);
  const size = await shown.evaluate((number) => parseFloat(getComputedStyle(number).fontSize));
  expect(size, 'large enough to be read off').toBeGreaterThan(24);
  const number = await shown.textContent();
  await customer.press('submit');
  await customer.expectChallenge('push_approval');
  await expect(shown).toHaveText(number);
  await visit.endsWell();
});

test('A request that is denied on the phone is told, and a code is one press away', async ({
  customer,
  visit,
}) => {
  await visit.to('push_approval', 'mfa_push', { identifier: 'user_push_denied' });
  const says = 'The sign-in was declined on your phone.';
  await customer.expectAgain('push_approval', 'push_denied', says);
  await customer.pressNamed('Use a code instead');
  await visit.endsWithCode();
});

test('Nobody waits for a phone that never answers', async ({ customer, visit }) => {
  await visit.to('push_approval', 'mfa_push', { identifier: 'user_push_never' });
  await customer.page.waitForTimeout(6000);
  await customer.expectChallenge('push_approval');
  await expect(customer.button('resend')).toBeEnabled();
  await customer.press('resend');
  await customer.expectChallenge('push_approval');
  await customer.pressNamed('Use a code instead');
  await visit.endsWithCode();
});

test('A link that was sent is opened in another browser', async ({
  customer,
  stranger,
  visit,
  javaScriptEnabled,
}) => {
  await visit.to('magic_link', 'mfa_link');
  await customer.expectSaid(/mail\.example/);
  const [link] = await customer.testValues();
  await stranger.page.goto(link);
  await expect(stranger.page.getByText('You have confirmed the sign-in.')).toBeVisible();
  await goOn(customer, javaScriptEnabled);
  await visit.endsWell();
});

test('A link that was sent is pasted', async ({ customer, visit }) => {
  await visit.to('magic_link', 'mfa_link');
  const [link] = await customer.testValues();
  await customer.answer({ link });
  await visit.endsWell();
});

test('A link to another site is not followed, and an old one is refused', async ({
  customer,
  stranger,
  visit,
  javaScriptEnabled,
}) => {
  await visit.to('magic_link', 'mfa_link');
  const [link, old] = await customer.testValues();
  await customer.answer({ link: 'https://elsewhere.example/verify' });
  await customer.expectAgain('magic_link', 'mfa_code_invalid');
  await customer.answer({ link: old });
  await customer.expectAgain('magic_link', 'mfa_code_expired', /expired/);
  await stranger.page.goto(link);
  await goOn(customer, javaScriptEnabled);
  await visit.endsWell();
});

test('What is being typed is not lost to a page that goes on by itself', async ({
  customer,
  visit,
  javaScriptEnabled,
}) => {
  test.skip(!javaScriptEnabled, 'a page without scripts does not refresh where something is typed');
  await visit.to('magic_link', 'mfa_link');
  await customer.type({ link: 'https://' });
  await customer.page.waitForTimeout(4000);
  await expect(customer.field('link')).toHaveValue('https://');
});

test('A picture is scanned with the phone, and can be renewed before', async ({
  customer,
  visit,
}) => {
  await visit.to('qr_scan', 'mfa_qr');
  const picture = customer.page.getByRole('img', { name: 'Picture from Northwind Billing' });
  const first = await picture.getAttribute('src');
  expect(first).toMatch(/^data:image\/png;base64,/);
  await customer.press('resend');
  await customer.expectChallenge('qr_scan');
  await expect(picture).not.toHaveAttribute('src', first);
  await visit.endsWell();
});

test('A picture that is never scanned can be left for a code', async ({ customer, visit }) => {
  await visit.to('qr_scan', 'mfa_qr', { identifier: 'user_push_never' });
  await customer.pressNamed('Use a code instead');
  await visit.endsWithCode();
});

test('A source that asks to wait is waited for', async ({ customer, visit }) => {
  await visit.to('source_hold', 'hold_5');
  await customer.expectSaid(/come back in 5 seconds/);
  await expect(customer.page.getByText('Not before')).toBeVisible();
  await expect(customer.page.locator('main input:visible')).toHaveCount(0);
  await visit.endsWell();
});
