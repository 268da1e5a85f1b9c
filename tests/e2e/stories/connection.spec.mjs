// Lines that drop, pages that have gone stale, and waits that last: nothing is lost and nobody is left alone.
import { CODE, USER, expect, test } from '../support/test.mjs';

test('A connection lost while waiting is said, and the page goes on once it is back', async ({
  backend,
  customer,
  troubles,
  javaScriptEnabled,
}) => {
  test.skip(!javaScriptEnabled, 'needs scripts');
  await customer.signIn(await backend.createLink(), 'mfa_sms+delay_5');
  await customer.expectPage('waiting');
  await customer.page.context().setOffline(true);
  await expect(customer.page.getByText('You’re offline.')).toBeVisible({ timeout: 30_000 });
  await customer.expectPage('waiting');
  await customer.page.context().setOffline(false);
  await customer.expectChallenge('one_time_code');
  await customer.answer({ code: CODE });
  await customer.expectPage('done');
  troubles.length = 0; // the browser says itself that it was offline
});

test('A form is not sent into a dead line', async ({
  customer,
  troubles,
  visit,
  javaScriptEnabled,
}) => {
  test.skip(!javaScriptEnabled, 'needs scripts');
  await visit.to('one_time_code', 'mfa_sms');
  await customer.type({ code: CODE });
  await customer.page.context().setOffline(true);
  await customer.press('submit');
  await expect(customer.page.getByText('You’re offline.')).toBeVisible();
  await expect(customer.field('code')).toHaveValue(CODE);
  await customer.page.context().setOffline(false);
  await expect(customer.page.getByText('You’re offline.')).toBeHidden();
  await expect(customer.field('code')).toHaveValue(CODE);
  await customer.press('submit');
  await visit.endsWell();
  troubles.length = 0; // the browser says itself that it was offline
});

test('More time keeps what is typed, and says until when', async ({
  customer,
  visit,
  javaScriptEnabled,
}) => {
  test.skip(!javaScriptEnabled, 'needs scripts');
  await customer.page.clock.install();
  await visit.to('one_time_code', 'mfa_sms');
  await customer.type({ code: '123' });
  const line = customer.page.locator('.deadline');
  await expect(line).toBeHidden();
  await customer.page.clock.fastForward('13:30');
  await expect(line).toContainText('Less than two minutes left.');
  await customer.press('extend');
  await expect(line).toContainText('You now have until');
  await expect(line).toHaveAttribute('role', 'status');
  await expect(customer.field('code')).toHaveValue('123');
  await customer.answer({ code: CODE });
  await visit.endsWell();
});

test('More time keeps a name that is typed, without scripts too', async ({
  backend,
  customer,
  javaScriptEnabled,
}) => {
  test.skip(javaScriptEnabled, 'with scripts the page does not even change');
  await customer.begin(await backend.createLink());
  await customer.expectChallenge('credentials');
  await customer.type({ identifier: USER });
  await customer.press('extend');
  await customer.expectChallenge('credentials');
  await expect(customer.field('identifier')).toHaveValue(USER);
  await customer.answer({ password: 'pass_good' });
  await customer.expectPage('done');
});

test('What was started over elsewhere is gone from this page at once', async ({
  customer,
  stranger,
  visit,
  javaScriptEnabled,
}) => {
  test.skip(!javaScriptEnabled, 'needs scripts');
  await visit.to('one_time_code', 'mfa_sms');
  await customer.type({ code: '12' });
  await stranger.open(visit.link);
  await stranger.press('restart');
  await stranger.expectChallenge('credentials');
  await customer.expectRefusal('flow_elsewhere', undefined, 'elsewhere');
  await expect(customer.field('code')).toHaveCount(0);
});

test('A button that is pressed shows at once that it works', async ({
  backend,
  customer,
  javaScriptEnabled,
}) => {
  test.skip(!javaScriptEnabled, 'needs scripts');
  await customer.begin(await backend.createLink());
  await customer.expectChallenge('credentials');
  await customer.type({ identifier: USER, password: 'pass_good' });
  const busy = await customer.button('submit').evaluate(async (button) => {
    const start = performance.now();
    button.click();
    while (!button.ariaBusy && performance.now() - start < 500) {
      await new Promise((done) => setTimeout(done, 5));
    }
    return { busy: button.ariaBusy, after: performance.now() - start };
  });
  expect(busy.busy).toBe('true');
  expect(busy.after).toBeLessThan(100);
  await customer.expectPage('done');
});

test('A wait that lasts says that it is slower than usual', async ({ backend, customer }) => {
  test.setTimeout(90_000);
  await customer.signIn(await backend.createLink(), 'pass_good+delay_14');
  await customer.expectPage('waiting');
  await expect(customer.page.getByText('This is slower than usual.')).toBeVisible({
    timeout: 13_000,
  });
  await expect(customer.page.locator('main')).toHaveAttribute('data-page', 'done', {
    timeout: 20_000,
  });
});

test('The page follows the job to its end', async ({ backend, customer }) => {
  await customer.signIn(await backend.createLink(), 'pass_good');
  await customer.expectPage('done');
  await expect(customer.page.locator('main')).toHaveAttribute('data-link-status', 'COMPLETED', {
    timeout: 20_000,
  });
  await expect(customer.page.locator('main')).toContainText(/Finished (at|on)/);
  await expect(customer.page.locator('h1')).toHaveText('All done');
});

test('Every page says who runs it', async ({ backend, customer, program }) => {
  const host = new URL(program.told.portal_url).host;
  await customer.page.goto(`${backend.portal}/l/nothing`);
  await expect(customer.page.locator('footer')).toContainText(`This page is run by ${host}.`);
  await customer.open(await backend.createLink());
  const runs = `This page is run by ${host} for Harbour Books.`;
  await expect(customer.page.locator('footer')).toContainText(runs);
});

test('A job that fails after the sign-in is told on the same page', async ({
  backend,
  customer,
}) => {
  await customer.signIn(await backend.createLink(), 'pass_good+fail_workflow_source_error');
  await expect(customer.page.locator('main[data-page=failed]')).toBeVisible({ timeout: 30_000 });
  await customer.expectRefusal('workflow_failed');
});
