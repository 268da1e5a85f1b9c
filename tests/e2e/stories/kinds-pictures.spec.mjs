// What is read off pictures and devices.
import { CODE, expect, test } from '../support/test.mjs';

test('The characters in a picture, after another picture', async ({ customer, visit }) => {
  await visit.to('captcha', 'captcha');
  const picture = customer.page.getByRole('img', { name: 'Picture from Northwind Billing' });
  const first = await picture.getAttribute('src');
  await customer.answer({ captcha: 'WRONG' });
  const says = 'The characters do not match the picture. Please try again.';
  await customer.expectAgain('captcha', 'captcha_failed', says);
  await expect(picture).not.toHaveAttribute('src', first);
  await expect(customer.field('captcha')).toHaveValue('');
  await customer.answer({ captcha: 'nw7k4' });
  await visit.endsWell();
});

test('The picture that is the customer’s own', async ({ customer, visit }) => {
  await visit.to('image_choice', 'mfa_image');
  const pictures = customer.page.locator('.choice img');
  await expect(pictures).toHaveCount(4);
  const shown = await pictures.evaluateAll((all) => all.map((picture) => picture.naturalWidth));
  expect(shown, 'all are pictures').toEqual([96, 96, 96, 96]);
  await customer.choose('A sun');
  await customer.expectAgain('image_choice', 'security_answer_wrong', /do not match/);
  await customer.choose('A boat');
  await visit.endsWell();
});

test('Single characters of a memorable word', async ({ customer, visit }) => {
  await visit.to('partial_secret', 'mfa_partial');
  await expect(customer.page.getByLabel('Character 5', { exact: true })).toBeVisible();
  await customer.answer({ char_1: 'x', char_2: 'y', char_3: 'z' });
  await customer.expectAgain('partial_secret', 'security_answer_wrong', /do not match/);
  const [char_1, char_2, char_3] = await customer.testValues();
  await customer.answer({ char_1, char_2, char_3 });
  await visit.endsWell();
});

test('Digits for a card reader, and what it answers', async ({ customer, visit }) => {
  await visit.to('challenge_response', 'mfa_reader');
  await expect(customer.page.locator('#shown')).toHaveText(
    /^Type this into your card reader\s+[\d ]+$/,
  );
  await customer.answer({ code: '111111' });
  await customer.expectAgain('challenge_response', 'mfa_code_invalid', /not correct/);
  await customer.answer({ code: CODE });
  await visit.endsWell();
});

test('A backup code, with its hyphen', async ({ customer, visit }) => {
  await visit.to('one_time_code', 'mfa_backup');
  await expect(customer.button('resend')).toHaveCount(0);
  await customer.answer({ code: 'wxyz-9999' });
  await customer.expectAgain('one_time_code', 'mfa_code_invalid', /not correct/);
  await customer.answer({ code: 'ABCD-1234' });
  await visit.endsWell();
});

for (const [kind, title] of [
  ['sso', 'Your organisation signs you in'],
  ['passkey', 'Passkeys don’t work here'],
]) {
  test(`What cannot be done here is said, and another way offered: ${kind}`, async ({
    customer,
    visit,
  }) => {
    await visit.to(kind, kind);
    await expect(customer.page.getByRole('heading', { level: 1 })).toHaveText(title);
    await expect(customer.button('submit')).toHaveCount(0);
    await customer.pressNamed('Use a code instead');
    await visit.endsWithCode();
  });

  test(`What cannot be done here can be left: ${kind}`, async ({ customer, visit, backend }) => {
    await visit.to(kind, kind);
    await customer.press('cancel');
    await customer.expectRefusal('cancelled_by_customer');
    const { last_refusal: told } = await backend.link(visit.link.id);
    expect(told).toBe('cancelled_by_customer');
  });
}
