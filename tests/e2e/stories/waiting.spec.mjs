import { CODE, WELL, expect, test } from '../support/test.mjs';

test('A source that takes its time: the page waits and moves on by itself', async ({
  backend,
  customer,
}) => {
  const link = await backend.createLink();
  await customer.signIn(link, 'mfa_sms+delay_3');
  await customer.expectPage('waiting');
  await expect(customer.page).toHaveTitle(/Northwind Billing is checking/);
  await customer.expectChallenge('one_time_code');
  await customer.answer({ code: CODE });
  await customer.expectPage('waiting');
  await customer.expectPage('done');
  await backend.expectTransitions(link, WELL);
});

test('Nobody has to wait: the page can be closed while the source takes its time', async ({
  backend,
  customer,
}) => {
  const link = await backend.createLink();
  await customer.signIn(link, 'delay_3');
  await customer.expectPage('waiting');
  await customer.page.close();
  await backend.expectTransitions(link, WELL);
});

test('A reload is harmless while the source is at work', async ({ backend, customer }) => {
  const link = await backend.createLink();
  await customer.signIn(link, 'mfa_phone+delay_2');
  await customer.expectPage('waiting');
  await customer.page.reload();
  await customer.expectChallenge('phone');
  await customer.answer({ phone: '+1 202 555 0183' });
  await customer.expectPage('waiting');
  await customer.page.reload();
  await customer.expectChallenge('one_time_code');
  const steps = (await backend.received('+1 202 555 0183')).map((form) => form.step);
  expect(steps).toEqual(['login', 'phone']);
});
