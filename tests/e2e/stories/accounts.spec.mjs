// The pages of a user pool: accounts, second factors, passkeys, places where somebody is signed in.
import { createServer } from 'node:http';
import { expect, test as base } from '../support/test.mjs';
import { Member, PASSWORD, totp } from '../support/member.mjs';
import { Program } from '../support/program.mjs';

let people = 0;

const test = base.extend({
  /** Somebody who has no account yet, with an address that nobody else has. */
  member: async ({ customer, program }, use, { project, workerIndex }) => {
    people += 1;
    const email = `person-${project.name}-${workerIndex}-${people}@example.com`;
    await use(new Member(customer, program.told.identity, email));
  },

  /** The demo at a host name, since browsers make no passkeys for addresses. */
  named: async ({}, use) => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address();
    await new Promise((resolve) => taken.close(resolve));
    const settings = { VESTIBULE_PUBLIC_URL: `http://localhost:${port}` };
    const program = await Program.start(`127.0.0.1:${port}`, settings);
    await use(program);
    await program.stop();
  },
});

test('An account is made, left and entered again', async ({ customer, member }) => {
  await member.makesAccount();
  await expect(customer.page.locator('.who')).toContainText(member.email);
  await expect(customer.page.locator('.places li')).toHaveCount(1);
  await member.signsOut();
  await member.opens();
  await customer.expectPage('signin');
  await customer.answer({ email: member.email, password: 'not the right one' });
  await expect(customer.page.getByRole('alert')).toBeVisible();
  await customer.answer({ email: member.email, password: PASSWORD });
  await customer.expectPage('account');
});

test('A mistyped address and a wrong code are said beside their fields', async ({ customer, member }) => {
  await member.opens();
  await customer.press('create');
  await customer.answer({ email: 'nobody' });
  await expect(customer.field('email')).toHaveAttribute('aria-invalid', 'true');
  await customer.answer({ email: member.email });
  await customer.expectPage('verify');
  const code = await member.mailbox.code(member.email);
  await customer.answer({ code: code === '000000' ? '111111' : '000000' });
  await expect(customer.field('code')).toHaveAttribute('aria-invalid', 'true');
  await customer.answer({ code });
  await customer.expectPage('password');
  await customer.answer({ password: 'short' });
  await expect(customer.field('password')).toHaveAttribute('aria-invalid', 'true');
  await customer.answer({ password: PASSWORD });
  await customer.expectPage('account');
});

test('An authenticator app is set up, and asked for from then on', async ({ customer, member }) => {
  await member.makesAccount();
  const { key } = await member.setsUpApp();
  await member.signsOut();
  await member.signsIn('mfa');
  await customer.answer({ code: '000000' });
  await expect(customer.field('code')).toHaveAttribute('aria-invalid', 'true');
  // The code that switched it on was used: the next one is taken already.
  await customer.answer({ code: totp(key, 1) });
  await customer.expectPage('account');
  await member.opens('/second-factor');
  await customer.expectPage('account-second-factor');
});

test('A recovery code opens once, and switches the app off', async ({ customer, member, stranger }) => {
  await member.makesAccount();
  const { codes } = await member.setsUpApp();
  const elsewhere = member.in(stranger);
  await elsewhere.signsIn('mfa');
  await stranger.answer({ code: codes[0] });
  await stranger.expectPage('account');
  await elsewhere.signsOut();
  await elsewhere.signsIn('mfa');
  await stranger.answer({ code: codes[0] });
  await expect(stranger.field('code')).toHaveAttribute('aria-invalid', 'true');
  await member.opens('/second-factor');
  await customer.type({ code: codes[1] });
  await customer.press('switch_off');
  await customer.expectPage('account');
  await expect(customer.page.getByRole('status')).toBeVisible();
  await elsewhere.signsIn();
});

test('Other places are seen, and signed out from here', async ({ customer, member, stranger }) => {
  await member.makesAccount();
  const elsewhere = member.in(stranger);
  await elsewhere.signsIn();
  await member.opens('/sessions');
  await customer.expectPage('account');
  await expect(customer.page.locator('.places li')).toHaveCount(2);
  await customer.press('end');
  await customer.expectPage('account');
  await expect(customer.page.locator('.places li')).toHaveCount(1);
  await elsewhere.opens();
  await stranger.expectPage('signin');
  await elsewhere.signsIn();
  await member.opens('/devices');
  await customer.press('end_others');
  await expect(customer.page.locator('.places li')).toHaveCount(1);
  await elsewhere.opens();
  await stranger.expectPage('signin');
});

test('Another password is chosen by mail, which signs out everywhere', async ({ customer, member, stranger }) => {
  await member.makesAccount();
  const elsewhere = member.in(stranger);
  await elsewhere.opens();
  await stranger.expectPage('signin');
  await stranger.press('reset');
  await stranger.expectPage('reset');
  await elsewhere.showsAddress();
  await stranger.answer({ password: `${PASSWORD} and more` });
  await stranger.expectPage('account');
  await member.opens();
  await customer.expectPage('signin');
  await member.signsIn('account', `${PASSWORD} and more`);
});

test('The password is changed on the account', async ({ customer, member, stranger }) => {
  await member.makesAccount();
  await member.opens('/password');
  await customer.expectPage('account-password');
  await customer.answer({ current: 'not the right one', password: `${PASSWORD} and more` });
  await expect(customer.page.getByRole('alert')).toBeVisible();
  await customer.answer({ current: PASSWORD, password: `${PASSWORD} and more` });
  await customer.expectPage('account');
  await member.in(stranger).signsIn('account', `${PASSWORD} and more`);
});

test('A passkey takes the place of a password, and signs in', async ({ customer, javaScriptEnabled, named }) => {
  test.skip(!javaScriptEnabled, 'a page asks for a passkey by a script');
  const member = new Member(customer, named.told.identity, 'passkey@example.com');
  const devtools = await customer.page.context().newCDPSession(customer.page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: false,
      automaticPresenceSimulation: true,
    },
  });
  const recognises = (isUserVerified) => devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
  await member.begins();
  await customer.press('passkey');
  await expect(customer.page.locator('[data-passkey-failed]')).toBeVisible();
  await recognises(true);
  await customer.press('passkey');
  await customer.expectPage('account');
  await expect(customer.page.locator('.passkeys li')).toHaveCount(1);
  await expect(customer.page.locator('a[href$="/password"]'), 'there is no password to change').toHaveCount(0);
  await member.signsOut();
  await member.opens();
  await customer.expectPage('signin');
  await customer.press('passkey');
  await customer.expectPage('account');
  await customer.press('remove_passkey');
  await expect(customer.page.locator('.passkeys li')).toHaveCount(0);
});
