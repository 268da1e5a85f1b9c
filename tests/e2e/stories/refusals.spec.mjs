// Every error that a source can answer with, as its customers see it: in the source's own words.
import { CODE, USER, expect, test } from '../support/test.mjs';

const ON = 'CREATED ACCESSED AUTHENTICATING';

/** Said on the form that was sent, which is asked again. */
const AFTER_THE_PASSWORD = {
  invalid_credentials: 'The user name or password is not correct.',
  invalid_identifier: 'We do not recognise that user name.',
  missing_credentials: 'Please fill in your user name and your password.',
  invalid_tenant: 'We do not know that company. Check its name and try again.',
  wrong_login_method: 'This account signs in through its company, not with a password.',
  account_not_found: 'We cannot find an account with these details.',
  already_signed_in_elsewhere: 'You are signed in on another device. Sign out there and try again.',
  push_denied: 'The sign-in was declined on your phone.',
  push_timed_out: 'We did not get an answer from your phone in time.',
  captcha_failed: 'The characters do not match the picture. Please try again.',
};

const AFTER_THE_CODE = {
  mfa_code_invalid: 'That code is not correct. Check it and try again.',
  mfa_code_expired: 'That code has expired. Ask for a new one.',
};

const AFTER_THE_CHOICE = {
  mfa_delivery_failed: 'We could not send your code. Please try again.',
  mfa_method_unsupported: 'Please choose one of the options below.',
};

/** Said on a page that ends the sign-in. */
const INSTEAD_OF_THE_SIGN_IN = {
  login_attempts_exceeded: 'Too many failed attempts to sign in. Please try again in 15 minutes.',
  credentials_expired: 'Your password has expired. Please set a new one before you sign in.',
  credentials_managed_by_organisation:
    'Your organisation manages this password. Please ask your administrator.',
  account_locked: 'Your account has been locked. Please call customer service to unlock it.',
  account_disabled: 'This account has been closed. Please call customer service.',
  account_setup_incomplete:
    'Your registration is not finished. Please follow the link in our welcome e-mail first.',
  user_action_required:
    'Our terms have changed. Please read and accept them in our app before you go on.',
  mfa_not_configured:
    'Your account needs two-step verification. Please set it up in our app first.',
  source_unavailable: 'Our service is not available at the moment. Please try again later.',
  source_maintenance: 'We are doing planned maintenance and will be back at 6 a.m.',
  source_error: 'Something went wrong on our side. Reference: NW-5000.',
  source_blocked_us: 'Access denied. Our security service has blocked this request.',
  source_rate_limited: 'Too many requests. Please slow down and try again in a minute.',
  source_changed: null, // a page that nothing is known about: none of its words are taken for a message
};

const INSTEAD_OF_THE_CODE = {
  mfa_timed_out: 'You took too long to confirm that it is you. Please sign in again.',
  mfa_attempts_exceeded: 'Too many wrong codes. Please try again in an hour.',
};

test('What is wrong with the sign-in details is told, and they are asked again', async ({
  backend,
  customer,
}) => {
  test.slow(); // many pages
  const link = await backend.createLink();
  await customer.begin(link);
  await customer.expectChallenge('credentials');
  for (const [code, says] of Object.entries(AFTER_THE_PASSWORD)) {
    await customer.answer({ identifier: USER, password: `error_${code}` });
    await customer.expectAgain('credentials', code, says);
  }
  await backend.expectTransitions(link, ON);
});

test('What is wrong with a sign-in is told, and it can be tried again', async ({
  backend,
  customer,
}) => {
  test.slow(); // many pages
  const link = await backend.createLink();
  await customer.begin(link);
  let transitions = 'CREATED ACCESSED';
  for (const [code, says] of Object.entries(INSTEAD_OF_THE_SIGN_IN)) {
    await customer.expectChallenge('credentials');
    await customer.answer({ identifier: USER, password: `error_${code}` });
    await customer.expectRefusal(code, says);
    transitions += ' AUTHENTICATING FAILED';
    await backend.expectTransitions(link, transitions);
    expect(await backend.link(link.id)).toMatchObject({ last_refusal: code, status_reason: code });
    await customer.pressNamed('Try again');
    transitions += ' ACCESSED';
  }
  await customer.expectChallenge('credentials');
  await backend.expectTransitions(link, transitions);
});

for (const [code, says] of Object.entries(AFTER_THE_CODE)) {
  test(`Asked again for the code: ${code}`, async ({ backend, customer }) => {
    const link = await backend.createLink();
    await customer.signIn(link, `mfa_sms+error_${code}`);
    await customer.expectChallenge('one_time_code');
    await customer.answer({ code: CODE });
    await customer.expectAgain('one_time_code', code, says);
    await backend.expectTransitions(link, ON);
  });
}

for (const [code, says] of Object.entries(AFTER_THE_CHOICE)) {
  test(`Asked to choose again: ${code}`, async ({ backend, customer }) => {
    const link = await backend.createLink();
    await customer.signIn(link, `mfa_select+error_${code}`);
    await customer.expectChallenge('mfa_method');
    await customer.choose('Text message');
    await customer.expectAgain('mfa_method', code, says);
    await backend.expectTransitions(link, ON);
  });
}

for (const [code, says] of Object.entries(INSTEAD_OF_THE_CODE)) {
  test(`Turned away after the code: ${code}`, async ({ backend, customer }) => {
    const link = await backend.createLink();
    await customer.signIn(link, `mfa_sms+error_${code}`);
    await customer.expectChallenge('one_time_code');
    await customer.answer({ code: CODE });
    await customer.expectRefusal(code, says);
    await backend.expectTransitions(link, `${ON} FAILED`);
  });
}
