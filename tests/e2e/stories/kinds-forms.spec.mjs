// What is typed into the forms that a source has of its own.
import { CODE, USER, WELL, expect, test } from '../support/test.mjs';

test('A company, asked for in the words of the source', async ({ customer, visit }) => {
  await visit.to('form', 'tenant');
  await customer.answer({ tenant: 'nobody' });
  const says = 'We do not know that company. Check its name and try again.';
  await customer.expectAgain('form', 'invalid_tenant', says);
  await customer.answer({ tenant: 'northwind' });
  await visit.endsWell();
});

test('A form of the source, with every sort of field', async ({ backend, customer, visit }) => {
  await visit.to('form', 'details');
  const remarks = `none at all ${Math.random()}`;
  await customer.pick('region', 'North');
  await customer.pick('role', 'Owner');
  await customer.field('newsletter').check();
  await customer.answer({ store_id: 'nowhere', since: '2020-02-29', remarks });
  await customer.expectAgain('form', 'answer_refused', /./);
  await customer.pick('region', 'North');
  await customer.pick('role', 'Owner');
  await customer.field('newsletter').check();
  await customer.answer({ store_id: 'NW-17', since: '2020-02-29', remarks });
  await visit.endsWell();
  const forms = await backend.received(remarks);
  expect(forms.at(-1).values).toMatchObject({
    store_id: 'NW-17',
    region: 'north',
    role: 'owner',
    since: '2020-02-29',
    newsletter: 'yes',
    remarks,
  });
});

test('A form of the source, with nothing but what it needs', async ({ customer, visit }) => {
  await visit.to('form', 'details');
  await customer.pick('region', 'West');
  await customer.answer({ store_id: 'NW-17' });
  await visit.endsWell();
});

test('A new password, by the rules of the source', async ({ customer, visit }) => {
  await visit.to('new_password', 'new_password');
  await customer.expectSaid(/at least 12 characters/);
  await expect(customer.field('password')).toHaveAttribute('autocomplete', 'new-password');
  await customer.answer({ password: 'short', password_again: 'short' });
  await customer.expectAgain('new_password', 'answer_refused', /./);
  await customer.answer({ password: 'one long password', password_again: 'another long one' });
  await customer.expectFieldError('password_again', 'The two passwords don’t match.');
  await expect(customer.field('password')).toHaveValue('');
  await customer.answer({ password: 'a long new password', password_again: 'a long new password' });
  await visit.endsWell();
});

test('An address for the code, and the code', async ({ customer, visit }) => {
  await visit.to('email', 'mfa_email_entry+mfa_email');
  await customer.answer({ email: 'nobody' });
  await customer.expectChallenge('email'); // the browser itself says that this is no address
  await customer.answer({ email: 'me@mail.example' });
  await visit.endsWithCode();
});

test('User name and password once more, each on its own page', async ({ customer, visit }) => {
  await visit.to('identifier', 'identifier_first+mfa_sms');
  await customer.answer({ identifier: 'somebody_else' });
  await customer.expectAgain('identifier', 'invalid_credentials', /./);
  await customer.answer({ identifier: USER });
  await customer.expectChallenge('password');
  await customer.answer({ password: 'wrong' });
  await customer.expectAgain('password', 'invalid_credentials', /./);
  await customer.answer({ password: 'pass_good' });
  await visit.endsWithCode();
});

test('A source that speaks German is quoted in German', async ({ backend, customer, visit }) => {
  await visit.to('one_time_code', 'mfa_sms', { theme: 'german' });
  const quotation = customer.page.locator('blockquote');
  await expect(quotation).toHaveAttribute('lang', 'de');
  await expect(quotation).toHaveText(/\+1 •••• 42/);
  await customer.answer({ code: '111111' });
  await customer.expectAgain('one_time_code', 'mfa_code_invalid', /Code/);
  await expect(customer.page.getByRole('alert').locator('blockquote')).toHaveAttribute('lang', 'de');
  await expect(customer.page.locator('html')).toHaveAttribute('lang', 'en');
  await customer.answer({ code: CODE });
  await customer.expectPage('done');
  await backend.expectTransitions(visit.link, WELL);
});
