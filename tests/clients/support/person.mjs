// Somebody at a browser, who answers the pages of a pool by what their fields are, and reads their mail.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const PATIENCE = 20_000;

/** A browser for people. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
}

export class Person {
  email;
  password = "a long enough Sentence 42";
  page;
  #mail;
  #read = new Set();

  constructor(page, email, mailDir) {
    this.page = page;
    this.email = email;
    this.#mail = mailDir;
    page.setDefaultTimeout(PATIENCE);
  }

  /** Answers page after page, until the browser is at an address that begins like this. */
  async answersUntil(home) {
    for (let pages = 0; pages < 12 && !this.page.url().startsWith(home); pages += 1) await this.#answers();
    if (!this.page.url().startsWith(home)) throw new Error(`still at ${this.page.url()}`);
  }

  /** Does what leads the browser away from an application, and answers the pages until it is back there. */
  async goesFrom(home, leave) {
    const away = this.page.waitForURL((url) => !String(url).startsWith(home));
    // The application's page is gone before what was called there has an answer.
    leave().catch(() => undefined);
    await away;
    await this.answersUntil(home);
  }

  async #answers() {
    const kind = await this.page.locator("main").getAttribute("data-page");
    const code = this.page.locator("input[autocomplete=one-time-code]");
    const email = this.page.locator("input[type=email]");
    const password = this.page.locator("input[type=password]");
    if (await code.count()) await code.fill(await this.#code());
    if (await email.count()) await email.fill(this.email);
    if (await password.count()) await password.fill(this.password);
    const next = this.page.waitForRequest((request) => request.isNavigationRequest());
    await this.page.locator("button.primary").first().click();
    await next;
    await this.page.waitForLoadState();
    if ((await this.page.locator("main[data-page] [role=alert]:visible").count()) > 0) throw new Error(`${kind} was not taken`);
  }

  /** The code of the next mail that was not read yet. */
  async #code() {
    for (const until = Date.now() + PATIENCE; Date.now() < until; ) {
      const names = existsSync(this.#mail) ? readdirSync(this.#mail).sort() : [];
      for (const name of names.filter((it) => !this.#read.has(it))) {
        const text = readFileSync(join(this.#mail, name), "utf8");
        if (!text.includes(`To: ${this.email}\r\n`)) continue;
        this.#read.add(name);
        return text.match(/(?<!\d)\d{6}(?!\d)/g).at(-1);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("no mail arrived");
  }
}
