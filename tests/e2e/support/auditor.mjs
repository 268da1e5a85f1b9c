// Looks at a copy of each page that a story meets: can everybody use it, on the smallest screen, by day and by night?
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const NARROWEST = { width: 320, height: 640 };

/** Set, it is the folder that gets a picture of every page, for people to look at. */
const shots = process.env.VESTIBULE_TEST_SHOTS;

export class Auditor {
  #context;
  #scripts;
  #seen = new Set();

  /** `scripts`: whether the pages that are copied ran theirs. */
  static async create(browser, scripts) {
    const auditor = new Auditor();
    auditor.#scripts = scripts;
    auditor.#context = await browser.newContext({ javaScriptEnabled: true });
    return auditor;
  }

  async close() {
    await this.#context.close();
  }

  /** Looks at a page, unless it has seen one of the kind. */
  async look(page, kind) {
    if (this.#seen.has(kind)) return;
    this.#seen.add(kind);
    const copy = await this.#copy(page);
    for (const colorScheme of ['light', 'dark']) {
      await copy.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page: copy })
        .withTags(RULES)
        .setLegacyMode()
        .analyze();
      const said = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
      expect.soft(said, `${kind}, ${colorScheme}: everybody can use it`).toEqual([]);
      if (shots) await this.#shoot(copy, `${kind}-${colorScheme}`);
    }
    await copy.setViewportSize(NARROWEST);
    const overhang = await copy.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect.soft(overhang, `${kind}: at 320 px nothing scrolls sideways`).toBeLessThanOrEqual(0);
    await copy.close();
  }

  /** The page as it stands, but still, and in a browser in which axe can run. */
  async #copy(page) {
    const [address, content] = [page.url(), await page.content()];
    const start = content.indexOf('<body');
    const body = this.#scripts
      ? content
      : content.replace(/<\/?noscript>/g, (tag, at) => (at < start ? tag : ''));
    const copy = await this.#context.newPage();
    await copy.setViewportSize(page.viewportSize());
    await copy.route('**/*', (route) => {
      const request = route.request();
      if (request.resourceType() === 'script') return route.abort();
      if (request.isNavigationRequest()) return route.fulfill({ contentType: 'text/html', body });
      return route.continue();
    });
    await copy.goto(address);
    return copy;
  }

  async #shoot(copy, name) {
    const size = copy.viewportSize();
    for (const width of [390, 1280]) {
      await copy.setViewportSize({ ...size, width });
      const file = `${name}-${width}${this.#scripts ? '' : '-no-scripts'}.png`;
      await copy.screenshot({ path: `${shots}/${file.replaceAll('/', '-')}`, fullPage: true });
    }
    await copy.setViewportSize(size);
  }
}
