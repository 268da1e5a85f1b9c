// Somebody with an account in the user pool of the demo: on its pages, with a mailbox and an authenticator app.
import { createHmac } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';

export const PASSWORD = 'a long enough Sentence 42';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The mails that were put in a folder, each read once. */
export class Mailbox {
  #folder;
  #read = new Set();

  constructor(folder) {
    this.#folder = folder;
  }

  /** The code of the next mail to an address. */
  async code(to) {
    const find = () => {
      const names = existsSync(this.#folder) ? readdirSync(this.#folder).sort() : [];
      return names.find((name) => !this.#read.has(name) && this.#text(name).includes(`To: ${to}\r\n`));
    };
    await expect.poll(find, `a mail to ${to} arrives`).toBeTruthy();
    const name = find();
    this.#read.add(name);
    return this.#text(name)
      .match(/(?<!\d)\d{6}(?!\d)/g)
      .at(-1);
  }

  #text(name) {
    return readFileSync(join(this.#folder, name), 'utf8');
  }
}

/** The code of an authenticator app (RFC 6238), so many steps of 30 seconds from now. */
export function totp(key, steps = 0) {
  const bits = [...key.replaceAll(' ', '')].map((one) => BASE32.indexOf(one).toString(2).padStart(5, '0'));
  const bytes = bits.join('').match(/.{8}/g).map((byte) => Number.parseInt(byte, 2));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const hash = createHmac('sha1', Buffer.from(bytes)).update(step).digest();
  const number = hash.readUInt32BE(hash.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

export class Member {
  /** `customer`: the browser; `identity`: what the demo told of its pool. */
  constructor(customer, identity, email) {
    this.customer = customer;
    this.email = email;
    this.settings = `${identity.issuer}/settings`;
    this.mailbox = new Mailbox(identity.mail_dir);
  }

  /** The same person in another browser. */
  in(customer) {
    const other = Object.create(this);
    other.customer = customer;
    return other;
  }

  async opens(page = '') {
    await this.customer.page.goto(`${this.settings}${page}`);
  }

  /** Gives the address and the code that is mailed there. */
  async showsAddress() {
    const { customer } = this;
    await customer.answer({ email: this.email });
    await customer.expectPage('verify');
    await customer.answer({ code: await this.mailbox.code(this.email) });
    await customer.expectPage('password');
  }

  /** Goes to the page on which an account is made, up to where a password is chosen. */
  async begins() {
    const { customer } = this;
    await this.opens();
    await customer.expectPage('signin');
    await customer.press('create');
    await customer.expectPage('create');
    await this.showsAddress();
  }

  async makesAccount() {
    await this.begins();
    await this.customer.answer({ password: PASSWORD });
    await this.customer.expectPage('account');
  }

  /** Gives address and password, and ends at this page. */
  async signsIn(page = 'account', password = PASSWORD) {
    await this.opens();
    await this.customer.expectPage('signin');
    await this.customer.answer({ email: this.email, password });
    await this.customer.expectPage(page);
  }

  async signsOut() {
    await this.opens();
    await this.customer.press('sign_out');
    await this.customer.expectPage('signed-out');
  }

  /** Sets an authenticator app up: its key, and the recovery codes. */
  async setsUpApp() {
    const { customer } = this;
    await this.opens('/second-factor');
    await customer.expectPage('account-app');
    const key = await customer.page.locator('[data-key]').innerText();
    await customer.answer({ code: totp(key) });
    await customer.expectPage('recovery-codes');
    const codes = await customer.page.locator('[data-recovery-code]').allInnerTexts();
    expect(codes).toHaveLength(10);
    return { key, codes };
  }
}
