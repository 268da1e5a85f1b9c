// From the link to the receipt: what the customer is told before, meanwhile and after.
import { expect, test as base } from '../support/test.mjs';
import { Program } from '../support/program.mjs';
import { Shop } from '../support/shop.mjs';

const test = base.extend({
  program: [
    async ({}, use) => {
      // The shop is on this machine.
      const program = await Program.start(undefined, { VESTIBULE_ALLOW_PRIVATE: '127.0.0.0/8' });
      await use(program);
      await program.stop();
    },
    { scope: 'worker' },
  ],

  shop: async ({}, use) => {
    const shop = await Shop.start();
    await use(shop);
    await shop.stop();
  },
});

const write = (path, says) => ({ method: 'POST', url: `*://127.0.0.1${path}`, says });
const WORKFLOW = {
  name: 'Change the address',
  steps: [
    { step: 'visit', url: '/settings', label: 'Looking at your settings' },
    { step: 'fill', at: '#address', value: 'new@mail.example' },
    { step: 'submit', at: '#settings button' },
    {
      step: 'ask',
      screen: {
        name: 'code',
        when: { all: ['#confirm'] },
        ask: 'one_time_code',
        fields: { code: '#confirm [name=code]' },
        submit: '#confirm button',
        message: '.said',
      },
    },
    { step: 'expect', page: { all: ['#saved'] }, message: 'not saved' },
    { step: 'extract', name: 'outcome', fields: { said: '#saved' } },
  ],
  permissions: {
    write: [write('/settings', 'change your invoice address'), write('/confirm', 'confirm it')],
  },
};

test('A job asks in its middle, is answered in another browser, and ends with a receipt', async ({
  backend,
  customer,
  stranger,
  shop,
}) => {
  const job = await backend.createJobOf({ name: 'Shop', login_url: shop.url }, WORKFLOW);
  const link = await backend.createLink({ job_id: job });
  await customer.open(link);
  await customer.expectPage('begin');
  await expect(customer.page.locator('[data-plan=changes] li')).toHaveText([
    'change your invoice address',
    'confirm it',
  ]);
  await customer.press('continue');
  await customer.expectChallenge('credentials');
  await customer.answer({ identifier: 'eve', password: 's3cret' });
  // The page after the sign-in follows the job to its question.
  await customer.expectChallenge('one_time_code');
  await expect(customer.page.locator('main')).toContainText('We sent a code to your phone.');
  const [told] = await backend.events('workflow_run.awaiting_user_input');
  expect(told.data.object).toMatchObject({ status: 'AWAITING_USER_INPUT', current_step: 3 });

  await stranger.open(link);
  await stranger.expectPage('begin');
  await expect(stranger.page.locator('[data-asked]')).toBeVisible();
  await expect(stranger.page.locator('main')).not.toContainText('We sent a code');
  await stranger.press('continue');
  await stranger.expectChallenge('one_time_code');
  await stranger.answer({ code: '246810' });
  await stranger.expectPage('done', { status: 'COMPLETED' });
  await expect(stranger.page.locator('.deeds dd')).toHaveText(['3', '0', '2']);
  await customer.open(link);
  await customer.expectPage('receipt', { status: 'COMPLETED' });
  await expect(customer.page.locator('.deeds dd')).toHaveText(['3', '0', '2']);

  expect(shop.posts.slice(1)).toEqual([
    '/settings address=new%40mail.example',
    '/confirm code=246810',
  ]);
  expect(await backend.artifacts(link.id)).toEqual({ outcome: { said: 'Saved' } });
  const [done] = await backend.events('workflow_run.completed');
  expect(done.data.object.counts).toMatchObject({ pages: 3, files: 0, writes: 2 });
  expect(JSON.stringify([told, done])).not.toContain('246810');
});
