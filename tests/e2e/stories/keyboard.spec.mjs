import { Keyboard } from '../support/keyboard.mjs';
import { CODE, USER, WELL, expect, test } from '../support/test.mjs';

test('A whole sign-in without a pointer', async ({ backend, customer }) => {
  const link = await backend.createLink();
  const keyboard = new Keyboard(customer.page);
  await customer.open(link);
  await customer.expectPage('begin');
  await keyboard.tabTo(customer.button('continue'));
  await keyboard.press('Enter');

  await customer.expectChallenge('credentials');
  await expect(customer.field('identifier')).toBeFocused();
  await keyboard.type(USER);
  await keyboard.tabTo(customer.field('password'));
  await keyboard.type('mfa_select+mfa_sms');
  await keyboard.press('Enter');

  await customer.expectChallenge('mfa_method');
  await keyboard.tabTo(customer.page.getByRole('radio').first());
  await keyboard.press('Space');
  await keyboard.tabTo(customer.button('submit'));
  await keyboard.press('Space');

  await customer.expectChallenge('one_time_code');
  await expect(customer.field('code')).toBeFocused();
  await keyboard.type('111111');
  await keyboard.press('Enter');

  await customer.expectAgain('one_time_code', 'mfa_code_invalid', /not correct/);
  await expect(customer.field('code')).toBeFocused();
  await expect(customer.field('code')).toHaveAccessibleDescription(/That code didn’t work/);
  await keyboard.type('12');
  await keyboard.press('Enter');

  await customer.expectFieldError('code', 'The code has 6 digits.');
  await expect(customer.field('code')).toBeFocused();
  await keyboard.type(CODE);
  await keyboard.tabTo(customer.button('submit'));
  await keyboard.press('Enter');
  await customer.expectPage('done');
  await backend.expectTransitions(link, WELL);
});

test('The focus goes through each page as the eye does', async ({ backend, customer }) => {
  const link = await backend.createLink();
  const keyboard = new Keyboard(customer.page);
  await customer.open(link);
  await keyboard.expectOrder(customer.page);
  await customer.press('continue');
  await customer.expectChallenge('credentials');
  await customer.page.locator('h1').click();
  await keyboard.expectOrder(customer.page);
  await customer.answer({ identifier: USER, password: 'mfa_select+mfa_sms' });
  await customer.expectChallenge('mfa_method');
  await keyboard.expectOrder(customer.page);
  await customer.choose('Text message');
  await customer.expectChallenge('one_time_code');
  await customer.page.locator('h1').click();
  await keyboard.expectOrder(customer.page);
});

test('A hidden password can be shown, and is hidden again before it is sent', async ({
  backend,
  customer,
  javaScriptEnabled,
}) => {
  test.skip(!javaScriptEnabled, 'needs scripts');
  const link = await backend.createLink();
  await customer.begin(link);
  await customer.expectChallenge('credentials');
  await customer.type({ identifier: USER, password: 'pass_good' });
  await expect(customer.field('password')).toHaveAttribute('type', 'password');
  await customer.pressNamed('Show');
  await expect(customer.field('password')).toHaveAttribute('type', 'text');
  await customer.press('submit');
  await customer.expectPage('done');
});
