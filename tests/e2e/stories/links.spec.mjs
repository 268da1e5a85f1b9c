// What becomes of a link: used up, taken back, out of time, never ours.
import { CODE, WELL, expect, test } from '../support/test.mjs';

test('A link that was used shows a receipt', async ({ backend, customer }) => {
  const link = await backend.createLink();
  await customer.signIn(link, 'pass_good');
  // Until the job has ended, the page loads itself again, at any moment.
  await customer.expectPage('done', { status: 'COMPLETED' });
  await backend.expectTransitions(link, WELL);
  await customer.open(link);
  await customer.expectPage('receipt', { status: 'COMPLETED' });
  await expect(customer.page.getByRole('button')).toHaveCount(0);
  await backend.expectTransitions(link, WELL);
});

test('The way back to the company says which link it was and how it stands', async ({
  backend,
  customer,
}) => {
  const link = await backend.createLink({ return_url: `${backend.portal}/` });
  await customer.signIn(link, 'pass_good');
  await customer.expectPage('done');
  const back = customer.page.getByRole('link', { name: 'Back to Harbour Books' });
  const address = new RegExp(
    `^${backend.portal}/\\?link_id=${link.id}&status=(IN_PROGRESS|COMPLETED)$`,
  );
  await expect(back).toHaveAttribute('href', address);
  await customer.expectPage('done', { status: 'COMPLETED' });
  await backend.expectTransitions(link, WELL);
  await customer.open(link);
  await customer.expectPage('receipt');
  await back.click();
  await expect(customer.page).toHaveURL(`${backend.portal}/?link_id=${link.id}&status=COMPLETED`);
});

test('A link that was taken back opens nothing', async ({ backend, customer }) => {
  const link = await backend.createLink();
  await backend.revoke(link.id);
  await customer.open(link);
  await customer.expectRefusal('link_revoked', null, 'expired');
  await backend.expectTransitions(link, 'CREATED EXPIRED');
  expect(await backend.link(link.id)).toMatchObject({
    status: 'EXPIRED',
    status_reason: 'revoked',
  });
});

test('A link that is taken back while its page is open goes no further', async ({
  backend,
  customer,
}) => {
  const link = await backend.createLink();
  await customer.open(link);
  await customer.expectPage('begin');
  await backend.revoke(link.id);
  await customer.press('continue');
  await customer.expectRefusal('link_revoked', null, 'expired');
  await backend.expectTransitions(link, 'CREATED EXPIRED');
});

test('A link that is taken back at a prompt takes no answer', async ({
  backend,
  customer,
  javaScriptEnabled,
}) => {
  const link = await backend.createLink();
  await customer.signIn(link, 'mfa_sms+mfa_phone');
  await customer.expectChallenge('phone');
  await backend.revoke(link.id);
  // A page with scripts follows by itself, so that nothing can be typed into a form that is past.
  if (!javaScriptEnabled) await customer.answer({ phone: '+1 202 555 0171' });
  await customer.expectRefusal('link_revoked', null, 'expired');
  await backend.expectTransitions(link, 'CREATED ACCESSED AUTHENTICATING EXPIRED');
  expect(await backend.received('+1 202 555 0171')).toEqual([]);
});

test('A cancelled sign-in can be tried again', async ({ backend, customer }) => {
  const link = await backend.createLink();
  await customer.begin(link);
  await customer.expectChallenge('credentials');
  await customer.press('cancel');
  await customer.expectRefusal('cancelled_by_customer');
  await backend.expectTransitions(link, 'CREATED ACCESSED FAILED');
  await customer.pressNamed('Try again');
  await customer.expectChallenge('credentials');
  await customer.answer({ identifier: 'user_good', password: 'mfa_sms' });
  await customer.expectChallenge('one_time_code');
  await customer.press('cancel');
  await customer.expectRefusal('cancelled_by_customer');
  await customer.open(link);
  await customer.expectRefusal('cancelled_by_customer');
  await backend.expectTransitions(link, 'CREATED ACCESSED FAILED ACCESSED AUTHENTICATING FAILED');
});

test('A sign-in that worked, and a job that did not', async ({ backend, customer }) => {
  const link = await backend.createLink();
  await customer.signIn(link, 'fail_workflow_source_error');
  await backend.expectTransitions(link, 'CREATED ACCESSED AUTHENTICATING IN_PROGRESS FAILED');
  // The page follows by itself, at any moment.
  await customer.expectRefusal('workflow_failed');
  await customer.open(link);
  await customer.expectRefusal('workflow_failed');
  await customer.pressNamed('Try again');
  await customer.expectChallenge('credentials');
});

test('A link that was cut off or forged does not work', async ({ backend, customer }) => {
  const link = await backend.createLink();
  for (const link_url of [link.link_url.slice(0, -1), link.link_url.replace(/\/v1\.[a-z0-9]+\./, '/v1.other.')]) {
    await customer.open({ link_url });
    await customer.expectPage('not_found');
  }
  await backend.expectTransitions(link, 'CREATED');
});

test('A browser that keeps no cookies is told so', async ({ backend, customer }) => {
  const link = await backend.createLink();
  await customer.open(link);
  await customer.expectPage('begin');
  await customer.page.context().clearCookies();
  await customer.press('continue');
  await customer.expectPage('error');
  await customer.signIn(link, 'mfa_sms');
  await customer.expectChallenge('one_time_code');
  await customer.answer({ code: CODE });
  await customer.expectPage('done');
});
