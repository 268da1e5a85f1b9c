// What is decided or chosen.
import { expect, test } from '../support/test.mjs';

test('Terms are read and accepted', async ({ customer, visit }) => {
  await visit.to('confirm', 'terms');
  await customer.expectSaid(/You pay within 14 days/);
  await customer.choose('Accept');
  await visit.endsWell();
});

test('Terms that are declined end the sign-in, which can be tried again', async ({
  backend,
  customer,
  visit,
}) => {
  await visit.to('confirm', 'terms');
  await customer.choose('Decline');
  await customer.expectRefusal('consent_declined', /accept/);
  await backend.expectTransitions(visit.link, 'CREATED ACCESSED AUTHENTICATING FAILED');
  await customer.pressNamed('Try again');
  await customer.expectChallenge('credentials');
});

for (const decision of [/^Yes/, /^No/]) {
  test(`Whether the device is trusted is the customer’s choice: ${decision.source}`, async ({
    customer,
    visit,
  }) => {
    await visit.to('confirm', 'trust_device');
    await expect(customer.page.getByRole('radio', { checked: true })).toHaveCount(0);
    await customer.choose(decision);
    await visit.endsWell();
  });
}

test('One of several organisations', async ({ backend, customer, visit }) => {
  await visit.to('account_choice', 'account_select_3');
  await expect(customer.page.getByRole('radio')).toHaveCount(3);
  await customer.choose('Hillside Garage');
  await visit.endsWell();
  expect(await backend.artifacts(visit.link.id)).toHaveProperty('invoices');
});

test('Nothing is chosen, and nothing is sent', async ({ customer, visit }) => {
  await visit.to('account_choice', 'account_select_3');
  await customer.press('submit');
  await customer.expectChallenge('account_choice');
  const missing = (radio) => radio.validity.valueMissing;
  expect(await customer.page.getByRole('radio').first().evaluate(missing)).toBe(true);
});

test('A question is chosen, then answered', async ({ customer, visit }) => {
  await visit.to('question_choice', 'mfa_question_choice');
  await customer.choose('In which town were you born?');
  await customer.expectChallenge('security_question');
  await expect(customer.page.getByLabel('In which town were you born?')).toBeVisible();
  await customer.answer({ answer_1: 'no' });
  await customer.expectAgain('security_question', 'security_answer_wrong', /do not match/);
  const [answer_1] = await customer.testValues();
  await customer.answer({ answer_1 });
  await visit.endsWell();
});
