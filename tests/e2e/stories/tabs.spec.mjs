// Two tabs, Back, reload, a double click: they end on the page as it now is, and the source gets each answer once.
import { CODE, USER, WELL, expect, test } from '../support/test.mjs';

/** A number that no other story types, so that it can be found in what the source received. */
const newPhone = () => `+1 202 555 ${String(Math.floor(Math.random() * 10_000)).padStart(4, '0')}`;

const steps = async (backend, value) => (await backend.received(value)).map((form) => form.step);

test('Two tabs: the second to answer ends where the first got to', async ({
  backend,
  customer,
  javaScriptEnabled,
}) => {
  const [first, second] = [newPhone(), newPhone()];
  const link = await backend.createLink();
  await customer.signIn(link, 'mfa_phone');
  await customer.expectChallenge('phone');
  const tab = await customer.anotherTab();
  await tab.open(link);
  await tab.expectChallenge('phone');
  await customer.answer({ phone: first });
  await customer.expectChallenge('one_time_code');
  // A page with scripts follows by itself, so that nothing can be typed into a form that is past.
  if (!javaScriptEnabled) await tab.answer({ phone: second });
  await tab.expectChallenge('one_time_code');
  await tab.answer({ code: CODE });
  await tab.expectPage('done');
  if (!javaScriptEnabled) await customer.answer({ code: '111111' });
  await customer.expectPage('done');
  expect(await steps(backend, first)).toEqual(['login', 'phone', 'code']);
  expect(await steps(backend, second)).toEqual([]);
  await backend.expectTransitions(link, WELL);
});

test('Two tabs: what one cancels, the other cannot go on with', async ({
  backend,
  customer,
  javaScriptEnabled,
}) => {
  const phone = newPhone();
  const link = await backend.createLink();
  await customer.signIn(link, 'mfa_phone');
  await customer.expectChallenge('phone');
  const tab = await customer.anotherTab();
  await tab.open(link);
  await tab.press('cancel');
  await tab.expectRefusal('cancelled_by_customer');
  if (!javaScriptEnabled) await customer.answer({ phone });
  await customer.expectRefusal('cancelled_by_customer');
  expect(await steps(backend, phone)).toEqual([]);
});

test('Back shows the page as it now is', async ({ backend, customer }) => {
  const phone = newPhone();
  const link = await backend.createLink();
  await customer.signIn(link, 'mfa_phone');
  await customer.expectChallenge('phone');
  await customer.answer({ phone });
  await customer.expectChallenge('one_time_code');
  await customer.page.goBack();
  await customer.expectChallenge('one_time_code');
  await customer.answer({ code: CODE });
  await customer.expectPage('done', { status: 'COMPLETED' });
  await customer.page.goBack();
  await expect(customer.page.locator('main')).toHaveAttribute('data-page', /done|receipt/);
  expect(await steps(backend, phone)).toEqual(['login', 'phone', 'code']);
  await backend.expectTransitions(link, WELL);
});

test('An old form that is sent again is not answered twice', async ({ backend, customer }) => {
  const phone = newPhone();
  const link = await backend.createLink();
  await customer.signIn(link, 'mfa_phone');
  await customer.expectChallenge('phone');
  const tab = await customer.anotherTab();
  await tab.open(link);
  await tab.answer({ phone: '12' });
  await tab.expectFieldError('phone', 'That doesn’t look like a phone number.');
  await tab.page.reload();
  await tab.expectFieldError('phone', 'That doesn’t look like a phone number.');
  await customer.answer({ phone });
  await customer.expectChallenge('one_time_code');
  await tab.page.reload();
  await tab.expectChallenge('one_time_code');
  expect(await steps(backend, phone)).toEqual(['login', 'phone']);
});

test('A reload shows the same prompt', async ({ backend, customer }) => {
  const phone = newPhone();
  const link = await backend.createLink();
  await customer.signIn(link, 'mfa_phone');
  await customer.expectChallenge('phone');
  await customer.answer({ phone });
  await customer.expectChallenge('one_time_code');
  await customer.page.reload();
  await customer.expectChallenge('one_time_code');
  await customer.answer({ code: '111111' });
  await customer.expectAgain('one_time_code', 'mfa_code_invalid', /not correct/);
  await customer.page.reload();
  await customer.expectAgain('one_time_code', 'mfa_code_invalid', /not correct/);
  expect(await steps(backend, phone)).toEqual(['login', 'phone', 'code']);
});

test('A double click on every button sends everything once', async ({ backend, customer }) => {
  const phone = newPhone();
  const link = await backend.createLink();
  await customer.open(link);
  await customer.button('continue').dblclick();
  await customer.expectChallenge('credentials');
  await customer.type({ identifier: USER, password: 'mfa_phone' });
  await customer.button('submit').dblclick();
  await customer.expectChallenge('phone');
  await customer.type({ phone });
  await customer.button('submit').dblclick();
  await customer.expectChallenge('one_time_code');
  await customer.type({ code: '111111' });
  await customer.button('submit').dblclick();
  await customer.expectAgain('one_time_code', 'mfa_code_invalid', /not correct/);
  await customer.type({ code: CODE });
  await customer.button('submit').dblclick();
  await customer.expectPage('done');
  expect(await steps(backend, phone)).toEqual(['login', 'phone', 'code', 'code']);
  await backend.expectTransitions(link, WELL);
});
