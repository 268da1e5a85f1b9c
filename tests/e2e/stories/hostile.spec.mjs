// A source that means harm: its words stay words, whatever is in them.
import { expect, test } from '../support/test.mjs';

/** Where a page shows words of the source. */
const QUOTED = [
  'blockquote',
  'label bdi',
  '.choice label span[dir]',
  'select option',
  '.others button span[dir]',
  '.hint[dir]',
  '#shown strong',
].join();

/** Characters that turn, hide or steer others. */
const TRICKS =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

/** What the page shows, all words and all attributes, and what it is made of. */
const look = (page, quoted) =>
  page.evaluate((quoted) => {
    const all = [...document.querySelectorAll('*')];
    const attributes = all.flatMap((element) => [...element.attributes]);
    return {
      words: [document.title, document.body.textContent, ...attributes.map(({ value }) => value)],
      handlers: attributes.map(({ name }) => name).filter((name) => name.startsWith('on')),
      strange: all.filter((element) => element.matches('script:not([src]), iframe, object, embed'))
        .length,
      quotations: [...document.querySelectorAll(quoted)].map((quotation) => quotation.innerHTML),
      withElements: [...document.querySelectorAll(quoted)]
        .filter((quotation) => quotation.childElementCount)
        .map((quotation) => quotation.outerHTML),
    };
  }, quoted);

const hostile = test.extend({
  /** Looks at the page: nothing ran, nothing was made of the source's words. */
  expectHarmless: async ({ customer }, use) => {
    const dialogs = [];
    customer.page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      dialog.dismiss();
    });
    await use(async () => {
      const seen = await look(customer.page, QUOTED);
      expect(seen.withElements, 'quotations have words only').toEqual([]);
      expect(seen.handlers).toEqual([]);
      expect(seen.strange).toBe(0);
      const tricks = seen.words.filter((words) => TRICKS.test(words));
      expect(tricks, 'nothing turns or hides words').toEqual([]);
      expect(seen.quotations.join(), 'markup is shown as it was written').toContain(
        "&lt;script&gt;alert('nasty')&lt;/script&gt;&lt;/title&gt;{{7*7}}${7*7}",
      );
    });
    expect(dialogs, 'no script of the source ran').toEqual([]);
  },
});

hostile('Words with markup, up to the end', async ({ customer, visit, expectHarmless }) => {
  await visit.to('mfa_method', 'mfa_select+mfa_sms+hostile');
  await expectHarmless();
  await customer.choose(/Text message/);
  await customer.expectChallenge('one_time_code');
  await expectHarmless();
  await customer.answer({ code: '111111' });
  await customer.expectAgain('one_time_code', 'mfa_code_invalid', /nasty.*not correct/);
  await expectHarmless();
  await customer.answer({ code: '123456' });
  await visit.endsWell();
});

for (const [kind, words] of [
  ['form', 'details'],
  ['form', 'tenant'],
  ['confirm', 'terms'],
  ['confirm', 'trust_device'],
  ['account_choice', 'account_select_3'],
  ['destination', 'mfa_destination_3'],
  ['security_question', 'mfa_questions_1_2'],
  ['question_choice', 'mfa_question_choice'],
  ['partial_secret', 'mfa_partial'],
  ['image_choice', 'mfa_image'],
  ['new_password', 'new_password'],
  ['magic_link', 'mfa_link'],
  ['sso', 'sso'],
  ['passkey', 'passkey'],
]) {
  hostile(`Words with markup: ${words}`, async ({ visit, expectHarmless }) => {
    await visit.to(kind, `hostile+${words}`);
    await expectHarmless();
  });
}

hostile('Words with markup on the page that ends it', async ({ customer, visit, expectHarmless }) => {
  await visit.to('one_time_code', 'hostile+mfa_sms');
  await customer.answer({ code: '999999' });
  await customer.expectRefusal('account_locked', /nasty/);
  await expectHarmless();
});

test('Ten thousand options are cut, and the page says so', async ({ customer, visit }) => {
  await visit.to('mfa_method', 'mfa_select+mfa_sms+hostile_long');
  await expect(customer.page.getByRole('radio')).toHaveCount(100);
  await expect(customer.page.getByText('says more than fits here')).toBeVisible();
  await customer.choose('Text message');
});

test('A label of ten megabytes is cut, and the page says so', async ({ customer, visit }) => {
  await visit.to('security_question', 'mfa_questions_1_1+hostile_long');
  await expect(customer.page.getByText('says more than fits here')).toBeVisible();
  const label = await customer.page.locator('label[for=answer_1]').textContent();
  expect(label.length).toBeLessThanOrEqual(200);
});
