// The program dies, as in a power cut, and is started again: the customer goes on.
import { Backend } from '../support/backend.mjs';
import { Program } from '../support/program.mjs';
import { CODE, WELL, expect, test as base } from '../support/test.mjs';

const test = base.extend({
  /** One that may die without harm to other stories. */
  mortal: async ({}, use) => {
    const program = await Program.start();
    await use(program);
    await program.stop();
  },
});

test('At a prompt: the customer never notices', async ({ mortal, customer, troubles }) => {
  const backend = new Backend(mortal.told);
  const link = await backend.createLink();
  await customer.signIn(link, 'mfa_sms');
  await customer.expectChallenge('one_time_code');
  await mortal.crash();
  await mortal.restart();
  await customer.answer({ code: CODE });
  await customer.expectPage('done');
  await backend.expectTransitions(link, WELL);
  troubles.length = 0; // the page listens, and missed the program for a moment
});

test('Before the first page: the link still opens', async ({ mortal, customer }) => {
  const backend = new Backend(mortal.told);
  const link = await backend.createLink();
  await mortal.crash();
  await mortal.restart();
  await customer.signIn(link, 'pass_good');
  await customer.expectPage('done');
  await backend.expectTransitions(link, WELL);
});

test('While an answer is on its way: the customer is told and asked again', async ({
  mortal,
  customer,
  troubles,
}) => {
  const backend = new Backend(mortal.told);
  const link = await backend.createLink();
  await customer.signIn(link, 'mfa_sms+delay_2');
  await customer.expectChallenge('one_time_code');
  await customer.answer({ code: CODE });
  await customer.expectPage('waiting');
  await mortal.crash();
  await mortal.restart();
  await customer.open(link);
  await expect(customer.page.locator('main[data-challenge=one_time_code]')).toBeVisible({
    timeout: 20_000,
  });
  await expect(customer.page.getByText('It was not sent twice.')).toBeVisible();
  await customer.expectChallenge('one_time_code');
  expect(await backend.received(CODE)).toEqual([]);
  await customer.answer({ code: CODE });
  await customer.expectPage('done');
  await backend.expectTransitions(link, WELL);
  troubles.length = 0; // the waiting page missed the program for a moment
});
