// Copies of pages without their scripts, in which axe looks for what keeps people from using them.
import { createRequire } from 'node:module';

const { source: AXE } = createRequire(import.meta.url)('axe-core');

/** The axe rules that every page must pass: WCAG 2.2, levels A and AA. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** The smallest screen. */
export const NARROWEST = { width: 320, height: 640 };

/** Scripts, with what is in them. */
const SCRIPTS = /<script\b[^>]*>.*?<\/script>/gis;

/** Runs in the page: it is this one from now on, with all that belongs to it. */
async function write({ address, body }) {
  history.replaceState(null, '', address);
  document.open();
  const complete = new Promise((resolve) => {
    addEventListener('load', resolve);
  });
  document.write(body);
  document.close();
  await complete;
}

export class Still {
  #page;
  #origin;

  /** Shows its copies on this page. */
  static async on(page) {
    const still = new Still();
    still.#page = page;
    await page.addInitScript(AXE);
    // Nothing is on its way from one colour to another when it is looked at.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    return still;
  }

  /**
   * Shows a page of this address as it stood. Copies of one origin are written one over the other: axe and what they
   * share of style and pictures are loaded once.
   */
  async show(address, body) {
    await this.#visit(new URL(address).origin);
    await this.#page.evaluate(write, { address, body: body.replace(SCRIPTS, '') });
  }

  /** Begins with a page of nothing where copies of another origin were shown before. */
  async #visit(origin) {
    if (origin === this.#origin) return;
    await this.#page.route(`${origin}/`, (route) =>
      route.fulfill({ contentType: 'text/html', body: '' }),
    );
    await this.#page.goto(`${origin}/`);
    await this.#page.unrouteAll();
    this.#origin = origin;
  }

  /** What breaks one of the rules; contrast is left out where `withColours` is false. */
  async violations({ withColours = true } = {}) {
    return this.#run({ type: 'tag', values: RULES }, { 'color-contrast': { enabled: withColours } });
  }

  /** What has too little contrast in the dark colour scheme. */
  async violationsInTheDark() {
    await this.#page.emulateMedia({ colorScheme: 'dark' });
    const found = await this.#run({ type: 'rule', values: ['color-contrast'] });
    await this.#page.emulateMedia({ colorScheme: 'light' });
    return found;
  }

  async #run(runOnly, rules = {}) {
    return this.#page.evaluate(
      async (wanted) => {
        const options = { ...wanted, resultTypes: ['violations'] };
        const { violations: found } = await globalThis.axe.run(document, options);
        return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
      },
      { runOnly, rules },
    );
  }
}
