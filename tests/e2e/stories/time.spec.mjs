// How long things last, and what becomes of somebody who is late.
import { CODE, expect, test } from '../support/test.mjs';

const until = async (customer) =>
  Date.parse(await customer.page.locator('.deadline time').getAttribute('datetime'));

/** Presses for more time; with scripts the button appears only near the end. */
const askForMoreTime = async (customer, javaScriptEnabled) => {
  if (javaScriptEnabled) await customer.page.clock.fastForward('13:30');
  await customer.press('extend');
};

test('More time is given to whoever asks, and nothing else changes', async ({
  customer,
  visit,
  javaScriptEnabled,
}) => {
  if (javaScriptEnabled) await customer.page.clock.install();
  await visit.to('one_time_code', 'mfa_sms');
  const main = customer.page.locator('main');
  const [before, turn] = [await until(customer), await main.getAttribute('data-turn')];
  await customer.page.waitForTimeout(2000);
  await askForMoreTime(customer, javaScriptEnabled);
  await expect.poll(() => until(customer)).toBeGreaterThan(before);
  await customer.expectChallenge('one_time_code');
  await expect(main).toHaveAttribute('data-turn', turn);
  await customer.answer({ code: CODE });
  await visit.endsWell();
});

test('More time can be asked for with a wrong answer on the page', async ({
  customer,
  visit,
  javaScriptEnabled,
}) => {
  if (javaScriptEnabled) await customer.page.clock.install();
  await visit.to('one_time_code', 'mfa_sms');
  await customer.answer({ code: '111111' });
  await customer.expectAgain('one_time_code', 'mfa_code_invalid', /not correct/);
  await askForMoreTime(customer, javaScriptEnabled);
  await customer.expectAgain('one_time_code', 'mfa_code_invalid', /not correct/);
  await customer.answer({ code: CODE });
  await visit.endsWell();
});

test('More time for a code is not more tries for it', async ({
  backend,
  customer,
  visit,
  javaScriptEnabled,
}) => {
  if (javaScriptEnabled) await customer.page.clock.install();
  await visit.to('one_time_code', 'mfa_sms');
  await customer.type({ code: CODE });
  await askForMoreTime(customer, javaScriptEnabled);
  await customer.expectChallenge('one_time_code');
  expect(await backend.transitions(visit.link.id)).toHaveLength(3);
  await customer.answer({ code: CODE });
  await visit.endsWell();
});

test('A code says until when it is good, and that this is over', async ({
  customer,
  visit,
  javaScriptEnabled,
}) => {
  await visit.to('one_time_code', 'mfa_sms+expire_code_10');
  const line = customer.page.locator('.expires');
  await expect(line).toContainText('Northwind Billing waits for it until');
  const end = Date.parse(await line.locator('time').getAttribute('datetime'));
  expect(end - Date.now()).toBeLessThanOrEqual(10_000);
  const over = customer.page.getByRole('status').filter({ hasText: 'Time’s up.' });
  await expect(over).toHaveCount(0);
  // The source says whole seconds, and so does the page; each may be short of the truth by one.
  await customer.page.waitForTimeout(Math.max(0, end - Date.now()) + 2500);
  await expect(over).toHaveCount(javaScriptEnabled ? 1 : 0);
  await customer.answer({ code: CODE });
  await customer.expectAgain('one_time_code', 'mfa_code_expired', /expired/);
  await customer.press('resend');
  await customer.expectChallenge('one_time_code');
  await customer.answer({ code: CODE });
  await visit.endsWell();
});

test('A source that forgot the sign-in is signed in to again, and asks for its new code', async ({
  backend,
  customer,
  visit,
}) => {
  await visit.to('one_time_code', 'mfa_sms+session_ttl_4');
  await customer.page.waitForTimeout(5000);
  await customer.answer({ code: CODE });
  const notice = customer.page.getByRole('status').filter({ hasText: 'Please use the new code' });
  await expect(notice).toContainText('we signed in again with what you had typed.');
  await customer.expectChallenge('one_time_code');
  expect(await backend.transitions(visit.link.id)).toHaveLength(3);
  await customer.answer({ code: CODE });
  await visit.endsWell();
});

test('The last try is announced', async ({ customer, visit }) => {
  await visit.to('one_time_code', 'mfa_sms+lock_after_2');
  const tries = customer.page.locator('#tries');
  await expect(tries).toHaveCount(0);
  await customer.answer({ code: '111111' });
  await customer.expectAgain('one_time_code', 'mfa_code_invalid', /1 attempt left/);
  await expect(tries).toHaveText(/^One try left\. If it’s wrong, we’ll pause/);
  await customer.answer({ code: CODE });
  await visit.endsWell();
});

test('Before a source would lock, the customer is warned and then stopped', async ({
  backend,
  customer,
}) => {
  const job = await backend.createJob('classic', { lock_out: { after: 3, minutes: 15 } });
  const link = await backend.createLink({ job_id: job });
  const identifier = `user_lock_${Math.random().toString(36).slice(2)}`;
  await customer.signIn(link, 'wrong', identifier);
  await customer.expectAgain('credentials', 'invalid_credentials', /not correct/);
  await expect(customer.page.locator('#tries')).toHaveText(/^One try left/);
  await customer.answer({ identifier, password: 'wrong' });
  await customer.expectRefusal('login_attempts_exceeded', /./);
  const asked = (await backend.received(identifier)).filter((form) => form.step === 'login');
  expect(asked, 'the source was not asked a third time').toHaveLength(2);
});
