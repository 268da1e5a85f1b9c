import { expect, test } from '../support/test.mjs';

test('A link that is out of time says so, and a new one can be asked for @slow', async ({
  backend,
  customer,
  javaScriptEnabled,
  troubles,
}) => {
  test.skip(!javaScriptEnabled, 'waits a minute; the page has no scripts anyway');
  test.setTimeout(90_000);
  const link = await backend.createLink({ expires_in: 60 });
  const begun = await backend.createLink({ expires_in: 60 });
  await customer.signIn(begun, 'mfa_sms');
  await customer.expectChallenge('one_time_code');
  const tab = await customer.anotherTab();
  await tab.open(link);
  await tab.expectPage('begin');
  await customer.page.waitForTimeout(Date.parse(begun.expires_at) - Date.now() + 100);

  // The page follows by itself, so that nothing can be typed into a form that is past.
  await customer.expectRefusal('link_expired', null, 'expired');
  await tab.press('continue');
  await tab.expectRefusal('link_expired', null, 'expired');
  await tab.open(link);
  await tab.expectRefusal('link_expired', null, 'expired');
  await tab.press('renew');
  await expect(tab.page.getByRole('status')).toContainText('We’ve told the company');
  expect(await backend.events('link.renewal_requested')).toMatchObject([
    { data: { link_id: link.id, external_id: link.external_id } },
  ]);
  troubles.length = 0; // the first press on a page that is out of time is told so, too
  expect(await backend.link(link.id)).toMatchObject({
    status: 'EXPIRED',
    status_reason: 'expired',
  });
  await backend.expectTransitions(link, 'CREATED EXPIRED');
  await backend.expectTransitions(begun, 'CREATED ACCESSED AUTHENTICATING EXPIRED');
});
