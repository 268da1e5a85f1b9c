// Copies of pages without their scripts, in which axe looks for what keeps people from using them.
import { createRequire } from 'node:module';

const { source: AXE } = createRequire(import.meta.url)('axe-core');

/** The axe rules that every page must pass: WCAG 2.2, levels A and AA. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** The smallest screen. */
export const NARROWEST = { width: 320, height: 640 };

export class Still {
  #page;
  #body;

  /** Shows its copies on this page. */
  static async on(page) {
    const still = new Still();
    still.#page = page;
    await page.addInitScript(AXE);
    await page.route('**/*', (route) => still.#serve(route));
    return still;
  }

  /** Shows a page of this address as it stood. */
  async show(address, body) {
    this.#body = body;
    await this.#page.goto(address);
  }

  #serve(route) {
    const request = route.request();
    if (request.resourceType() === 'script') return route.abort();
    if (!request.isNavigationRequest()) return route.continue();
    return route.fulfill({ contentType: 'text/html', body: this.#body });
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
