import { CODE, USER, WELL, expect, test } from '../support/test.mjs';

const WRONG_PASSWORD = 'The user name or password is not correct.';
const WRONG_CODE = 'That code is not correct. Check it and try again.';
const OLD_CODE = 'That code has expired. Ask for a new one.';
const LOCKED = 'Your account has been locked. Please call customer service to unlock it.';
const STOPPED = 'CREATED ACCESSED AUTHENTICATING FAILED';

test('A wrong password, then the right one', async ({ backend, customer }) => {
  const link = await backend.createLink();
  await customer.signIn(link, 'pass_wrong');
  await customer.expectAgain('credentials', 'invalid_credentials', WRONG_PASSWORD);
  await expect(customer.field('identifier')).toHaveValue(USER);
  await expect(customer.field('password')).toHaveValue('');
  await customer.answer({ password: 'pass_good' });
  await customer.expectPage('done');
  await backend.expectTransitions(link, WELL);
});

test('A wrong password where user name and password are asked one after the other', async ({
  backend,
  customer,
}) => {
  const link = await backend.createLink({ theme: 'stepwise' });
  await customer.begin(link);
  await customer.answer({ identifier: USER });
  await customer.expectChallenge('password');
  await customer.answer({ password: 'pass_wrong' });
  await customer.expectAgain('password', 'invalid_credentials', WRONG_PASSWORD);
  await customer.answer({ password: 'pass_good' });
  await customer.expectPage('done');
  await backend.expectTransitions(link, WELL);
});

test('A wrong code, an old code, then the right one', async ({ backend, customer }) => {
  const link = await backend.createLink();
  await customer.signIn(link, 'mfa_sms');
  await customer.expectChallenge('one_time_code');
  await customer.answer({ code: '111111' });
  await customer.expectAgain('one_time_code', 'mfa_code_invalid', WRONG_CODE);
  await expect(customer.field('code')).toHaveValue('');
  await customer.answer({ code: '000000' });
  await customer.expectAgain('one_time_code', 'mfa_code_expired', OLD_CODE);
  await customer.answer({ code: CODE });
  await customer.expectPage('done');
  await backend.expectTransitions(link, WELL);
});

test('A code that is right but grew old, and a new one', async ({ backend, customer }) => {
  const link = await backend.createLink();
  await customer.signIn(link, 'mfa_sms+expire_code_6');
  await customer.expectChallenge('one_time_code');
  await customer.page.waitForTimeout(6500);
  await customer.answer({ code: CODE });
  await customer.expectAgain('one_time_code', 'mfa_code_expired', OLD_CODE);
  await customer.press('resend');
  await customer.expectChallenge('one_time_code');
  await customer.expectSaid(/We sent a new code to \+1 •••• 42/);
  await customer.answer({ code: CODE });
  await customer.expectPage('done');
  await backend.expectTransitions(link, WELL);
});

test('A new code asked for too early', async ({ backend, customer, javaScriptEnabled }) => {
  const link = await backend.createLink();
  await customer.signIn(link, 'mfa_sms');
  await customer.expectChallenge('one_time_code');
  if (javaScriptEnabled) {
    await expect(customer.button('resend')).toBeDisabled();
    await expect(customer.button('resend')).toHaveText(/\(0:0[1-5]\)/);
    await expect(customer.button('resend')).toBeEnabled({ timeout: 7000 });
    await expect(customer.button('resend')).toHaveText('Send a new code');
    await customer.press('resend');
    await customer.expectChallenge('one_time_code');
    await customer.expectSaid(/We sent a new code to \+1 •••• 42/);
  } else {
    const wait = customer.page.locator('.resend p');
    await expect(wait).toHaveText(/You can ask for a new code in [1-5] seconds?/);
    await customer.press('resend');
    const says = /Please wait [1-5] seconds before asking for another code\./;
    await customer.expectAgain('one_time_code', 'mfa_resend_too_soon', says);
  }
  await customer.answer({ code: CODE });
  await customer.expectPage('done');
  await backend.expectTransitions(link, WELL);
});

test('Another way to get the code', async ({ backend, customer }) => {
  const link = await backend.createLink();
  await customer.signIn(link, 'mfa_select+mfa_sms+mfa_email');
  await customer.expectChallenge('mfa_method');
  await customer.choose('Text message');
  await customer.expectChallenge('one_time_code');
  await customer.expectSaid(/\+1 •••• 42/);
  await customer.pressNamed(/another way/i);
  await customer.expectChallenge('mfa_method');
  await customer.choose('E-mail');
  await customer.expectChallenge('one_time_code');
  await customer.expectSaid(/mail\.example/);
  await customer.answer({ code: CODE });
  await customer.expectPage('done');
  await backend.expectTransitions(link, WELL);
});

test('Wrong codes lock the account, after a warning, and the link can be tried again', async ({
  backend,
  customer,
}) => {
  const link = await backend.createLink();
  await customer.signIn(link, 'mfa_sms+lock_after_2');
  await customer.expectChallenge('one_time_code');
  await customer.answer({ code: '111111' });
  const warning = `${WRONG_CODE} You have 1 attempt left.`;
  await customer.expectAgain('one_time_code', 'mfa_code_invalid', warning);
  await customer.answer({ code: '222222' });
  await customer.expectRefusal('account_locked', LOCKED);
  await backend.expectTransitions(link, STOPPED);

  await customer.pressNamed('Try again');
  await customer.expectChallenge('credentials');
  await customer.answer({ identifier: USER, password: 'pass_good' });
  await customer.expectPage('done');
  await backend.expectTransitions(link, `${STOPPED} ${WELL.replace('CREATED ', '')}`);
});

test('A code that locks the account at once', async ({ backend, customer }) => {
  const link = await backend.createLink();
  await customer.signIn(link, 'mfa_sms');
  await customer.expectChallenge('one_time_code');
  await customer.answer({ code: '999999' });
  await customer.expectRefusal('account_locked', LOCKED);
  await backend.expectTransitions(link, STOPPED);
});

test('A wrong answer to a question, then the right one', async ({ backend, customer }) => {
  const link = await backend.createLink();
  await customer.signIn(link, 'mfa_questions_1_1');
  await customer.expectChallenge('security_question');
  await customer.answer({ answer_1: 'Rex' });
  const says = 'Your answers do not match what we have on file.';
  await customer.expectAgain('security_question', 'security_answer_wrong', says);
  await customer.answer({ answer_1: 'answer_1_1' });
  await customer.expectPage('done');
  await backend.expectTransitions(link, WELL);
});

test('What cannot be a code or a phone number is told before it goes anywhere', async ({
  backend,
  customer,
}) => {
  const link = await backend.createLink();
  await customer.signIn(link, 'mfa_phone');
  await customer.expectChallenge('phone');
  await customer.answer({ phone: '12' });
  await customer.expectFieldError('phone', 'That doesn’t look like a phone number.');
  await expect(customer.field('phone')).toHaveValue('12');
  await customer.answer({ phone: '+1 202 555 0199' });
  await customer.expectChallenge('one_time_code');
  await customer.answer({ code: '12' });
  await customer.expectFieldError('code', 'The code has 6 digits.');
  await customer.answer({ code: CODE });
  await customer.expectPage('done');
  const steps = (await backend.received('+1 202 555 0199')).map((form) => form.step);
  expect(steps).toEqual(['login', 'phone', 'code']);
  await backend.expectTransitions(link, WELL);
});
