// The same link in two browsers: only one goes on, and it shows the other nothing.
import { CODE, USER, WELL, expect, test } from '../support/test.mjs';

test('Another browser sees nothing of a sign-in that is under way', async ({
  backend,
  customer,
  stranger,
}) => {
  const link = await backend.createLink();
  await customer.signIn(link, 'mfa_sms');
  await customer.expectChallenge('one_time_code');
  await stranger.open(link);
  await stranger.expectRefusal('flow_elsewhere', null, 'elsewhere');
  const shown = await stranger.page.content();
  for (const secret of [USER, 'mfa_sms', '•• 42', CODE]) expect(shown).not.toContain(secret);

  await stranger.page.goto(customer.page.url());
  await stranger.expectPage('elsewhere');
  await expect(stranger.page.getByRole('button')).toHaveCount(0);
  await expect(stranger.page.getByText('Northwind')).toHaveCount(0);

  await customer.answer({ code: CODE });
  await customer.expectPage('done');
  await backend.expectTransitions(link, WELL);
});

test('Another browser starts over, and the first is told', async ({
  backend,
  customer,
  stranger,
  javaScriptEnabled,
}) => {
  const link = await backend.createLink();
  await customer.signIn(link, 'mfa_sms');
  await customer.expectChallenge('one_time_code');
  await stranger.open(link);
  await stranger.expectPage('elsewhere');
  await stranger.pressNamed('Start over here');
  await stranger.expectChallenge('credentials');
  await expect(stranger.field('identifier')).toHaveValue('');

  // A page with scripts follows by itself, so that nothing can be typed into a form that is past.
  if (!javaScriptEnabled) await customer.answer({ code: CODE });
  await customer.expectRefusal('flow_elsewhere', null, 'elsewhere');
  await stranger.answer({ identifier: USER, password: 'pass_good' });
  await stranger.expectPage('done');
  await backend.expectTransitions(link, WELL);
  await customer.open(link);
  await customer.expectPage('receipt');
});

test('A page that was open before another browser began says so', async ({
  backend,
  customer,
  stranger,
}) => {
  const link = await backend.createLink();
  await customer.open(link);
  await stranger.begin(link);
  await stranger.expectChallenge('credentials');
  await customer.press('continue');
  await customer.expectRefusal('flow_elsewhere', null, 'elsewhere');
  await backend.expectTransitions(link, 'CREATED ACCESSED');
});
