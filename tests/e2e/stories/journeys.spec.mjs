import { CODE, USER, WELL, expect, test } from '../support/test.mjs';

const PHONE = '+1 202 555 0142';

test('A password is enough, and the company gets what it asked for', async ({
  backend,
  customer,
}) => {
  const link = await backend.createLink();
  await customer.signIn(link, 'pass_good');
  await customer.expectPage('done');
  await backend.expectTransitions(link, WELL);
  const { invoices } = await backend.artifacts(link.id);
  expect(invoices).toHaveLength(3);
});

test('The customer chooses the text message', async ({ backend, customer }) => {
  const link = await backend.createLink();
  await customer.signIn(link, 'mfa_select+mfa_sms');
  await customer.expectChallenge('mfa_method');
  await customer.choose('Text message');
  await customer.expectChallenge('one_time_code');
  await customer.expectSaid(/\+1 •••• 42/);
  await customer.answer({ code: CODE });
  await customer.expectPage('done');
  await backend.expectTransitions(link, WELL);
});

test('Two rounds of two questions each', async ({ backend, customer }) => {
  const link = await backend.createLink();
  await customer.signIn(link, 'mfa_questions_2_2');
  for (const [round, question] of [
    [1, /first pet/],
    [2, /oldest sibling/],
  ]) {
    await customer.expectChallenge('security_question');
    await expect(customer.page.getByLabel(question)).toBeVisible();
    await customer.answer({ answer_1: `answer_${round}_1`, answer_2: `answer_${round}_2` });
  }
  await customer.expectPage('done');
  await backend.expectTransitions(link, WELL);
});

test('A phone number first, then the code sent to it', async ({ backend, customer }) => {
  const link = await backend.createLink();
  await customer.signIn(link, 'mfa_phone+mfa_sms');
  await customer.expectChallenge('phone');
  await customer.answer({ phone: PHONE });
  await customer.expectChallenge('one_time_code');
  await customer.expectSaid(/•••• 42/);
  await customer.answer({ code: CODE });
  await customer.expectPage('done');
  await backend.expectTransitions(link, WELL);
});

for (const [how, password, where] of [
  ['by text message', 'mfa_sms', /\+1 •••• 42/],
  ['by email', 'mfa_email', /mail\.example/],
  ['by phone call', 'mfa_call', /\+1 •••• 42/],
  ['from an authenticator app', 'mfa_totp', /authenticator app/],
]) {
  test(`A code ${how}`, async ({ backend, customer }) => {
    const link = await backend.createLink();
    await customer.signIn(link, password);
    await customer.expectChallenge('one_time_code');
    await customer.expectSaid(where);
    await customer.answer({ code: CODE });
    await customer.expectPage('done');
    await backend.expectTransitions(link, WELL);
  });
}

test('One of three phones, two of them of the same kind', async ({ backend, customer }) => {
  const link = await backend.createLink();
  await customer.signIn(link, 'mfa_destination_3');
  await customer.expectChallenge('destination');
  await customer.choose(/•••• 17/);
  await customer.expectChallenge('one_time_code');
  await customer.expectSaid(/\+1 •••• 17/);
  await customer.answer({ code: CODE });
  await customer.expectPage('done');
  await backend.expectTransitions(link, WELL);
});

test('A source that asks for one thing after the other', async ({ backend, customer }) => {
  const link = await backend.createLink({ theme: 'stepwise' });
  await customer.begin(link);
  await customer.expectChallenge('identifier');
  await customer.answer({ identifier: USER });
  await customer.expectChallenge('password');
  await expect(customer.page.getByText(`Signing in as ${USER}`)).toBeVisible();
  await customer.answer({ password: 'mfa_sms' });
  await customer.expectChallenge('one_time_code');
  await customer.answer({ code: CODE });
  await customer.expectPage('done');
  await backend.expectTransitions(link, WELL);
});

test('A code pasted with spaces is taken', async ({ backend, customer }) => {
  const link = await backend.createLink();
  await customer.signIn(link, 'mfa_sms');
  await customer.expectChallenge('one_time_code');
  await customer.answer({ code: ' 123 456 ' });
  await customer.expectPage('done');
  await backend.expectTransitions(link, WELL);
});
