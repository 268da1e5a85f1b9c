// The person with the link: opens pages, types, presses, and sees what is shown.
import { expect } from '@playwright/test';

export const USER = 'user_good';
export const CODE = '123456';

export class Customer {
  #auditor;

  constructor(page, auditor) {
    this.page = page;
    this.#auditor = auditor;
  }

  /** Another tab of the same browser. */
  async anotherTab() {
    return new Customer(await this.page.context().newPage(), this.#auditor);
  }

  // --- What the customer does

  /** Opens the link, once more where the page moved on by itself at that moment. */
  async open(link) {
    try {
      await this.page.goto(link.link_url);
    } catch (error) {
      if (!String(error).includes('interrupted by another navigation')) throw error;
      await this.page.goto(link.link_url);
    }
  }

  /** Opens the link and goes on to the first prompt. */
  async begin(link) {
    await this.open(link);
    await this.expectPage('begin');
    await this.press('continue');
  }

  /** Begins, and gives user name and password on the one page that asks for both. */
  async signIn(link, password, identifier = USER) {
    await this.begin(link);
    await this.expectChallenge('credentials');
    await this.answer({ identifier, password });
  }

  /** Types into the named fields. */
  async type(fields) {
    for (const [name, value] of Object.entries(fields)) await this.field(name).fill(value);
  }

  /** Types into the named fields and sends them. */
  async answer(fields) {
    await this.type(fields);
    await this.press('submit');
  }

  /** Picks the option with this label and sends it. */
  async choose(label) {
    await this.page.getByRole('radio', { name: label }).check();
    await this.press('submit');
  }

  /** Picks the option with this label in the list of this name. */
  async pick(name, label) {
    await this.field(name).selectOption({ label });
  }

  /** Presses the button with this action. */
  async press(action) {
    await this.button(action).click();
  }

  /** Presses the button that says this. */
  async pressNamed(name) {
    await this.page.getByRole('button', { name }).click();
  }

  field(name) {
    return this.page.locator(`main [name="${name}"]`);
  }

  button(action) {
    return this.page.locator(`main button[name=action][value=${action}]`);
  }

  /** What a test sign-in offers for this page: the first of each field, then the second of each, and so on. */
  async testValues() {
    const fields = await this.page.locator('[data-test-values] section').all();
    const values = await Promise.all(fields.map((field) => field.locator('code').allTextContents()));
    const most = Math.max(0, ...values.map(({ length }) => length));
    const places = Array.from({ length: most }, (_, place) => values.map((of) => of[place]));
    return places.flat().filter((value) => value !== undefined);
  }

  // --- What the customer sees

  async expectPage(page, { status } = {}) {
    await this.#see(page, status ? `[data-link-status=${status}]` : '', page);
  }

  /** A first prompt of its kind: nothing was wrong. */
  async expectChallenge(kind) {
    await this.#see('challenge', `[data-challenge=${kind}]:not([data-refusal])`, kind);
    await expect(this.page.getByRole('alert'), 'nothing was wrong').toHaveCount(0);
  }

  /** The same prompt again, and why, in the source's words if it `says` something. */
  async expectAgain(kind, code, says) {
    const hooks = `[data-challenge=${kind}][data-refusal=${code}]`;
    await this.#see('challenge', hooks, `${kind}-${code}`);
    await this.expectSaid(says, this.page.getByRole('alert'));
  }

  /** The same prompt again, since what was typed into this field cannot be right. */
  async expectFieldError(name, says) {
    await this.#see('challenge', ':has([role=alert])', `invalid-${name}`);
    const summary = this.page.getByRole('alert').getByRole('link');
    await expect(summary).toContainText(says);
    await expect(summary).toHaveAttribute('href', `#${name}`);
    await expect(this.field(name)).toHaveAccessibleDescription(new RegExp(says));
  }

  /** The end of the sign-in, and why, in the source's words if it `says` something. */
  async expectRefusal(code, says, page = 'failed') {
    await this.#see(page, `[data-refusal=${code}]`, `${page}-${code}`);
    await this.expectSaid(says);
  }

  /** The source is quoted with these words, or with none. */
  async expectSaid(says, where = this.page.locator('main')) {
    await expect(where.locator('blockquote')).toHaveText(says ? [says] : []);
  }

  async #see(page, hooks, kind) {
    await expect(this.page.locator(`main[data-page=${page}]${hooks}`)).toBeVisible();
    await this.#auditor.keep(this.page, kind);
  }
}
