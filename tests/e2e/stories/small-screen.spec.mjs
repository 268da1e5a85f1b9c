// What is wrong is in sight on a phone with its keyboard open, and on a screen at 200 %.
import { CODE, expect, test } from '../support/test.mjs';

const SCREENS = [
  ['a phone with its keyboard', { width: 390, height: 460 }],
  ['a small phone with its keyboard', { width: 320, height: 400 }],
  ['a screen of 1280 × 900 at 200 %', { width: 640, height: 450 }],
];

for (const [name, viewport] of SCREENS) {
  test(`A refused password says so at its field: ${name}`, async ({ backend, customer }) => {
    await customer.page.setViewportSize(viewport);
    await customer.signIn(await backend.createLink(), 'pass_wrong');
    await customer.expectAgain('credentials', 'invalid_credentials', /not correct/);
    await expect(customer.field('password')).toBeFocused();
    await expect(customer.field('password')).toHaveAttribute('aria-invalid', 'true');
    await expect(customer.field('password')).toBeInViewport({ ratio: 1 });
    const said = customer.page.locator('#password-error');
    await expect(said).toContainText('That user name and password didn’t match');
    await expect(said).toBeInViewport({ ratio: 1 });
    await expect(customer.field('password')).toHaveAccessibleDescription(/didn’t match/);
  });

  test(`A code that cannot be one says so at its field: ${name}`, async ({ customer, visit }) => {
    await customer.page.setViewportSize(viewport);
    await visit.to('one_time_code', 'mfa_sms');
    await customer.answer({ code: '12' });
    await customer.expectFieldError('code', 'The code has 6 digits.');
    await expect(customer.page.locator('#code-error')).toBeInViewport({ ratio: 1 });
    await expect(customer.field('code')).toBeInViewport({ ratio: 1 });
    await customer.answer({ code: CODE });
    await visit.endsWell();
  });
}

test('A refused password leads to where it can be reset', async ({ backend, customer }) => {
  await customer.signIn(await backend.createLink(), 'pass_wrong');
  await customer.expectAgain('credentials', 'invalid_credentials', /not correct/);
  const way = customer.page.getByRole('link', { name: /^Open / });
  await expect(way).toHaveAttribute('href', /\/classic\//);
  await expect(way).toHaveAttribute('rel', /noopener/);
});
