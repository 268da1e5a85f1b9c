// Looks at a copy of each page that a story meets: can everybody use it, on the smallest screen, by day and by night?
import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const NARROWEST = { width: 320, height: 640 };

/** Set, it is the folder that gets a picture of every page, for people to look at. */
const shots = process.env.VESTIBULE_TEST_SHOTS;

export class Auditor {
  #context;
  #scripts;
  #looked;
  #kept = [];

  /** `scripts`: whether the pages that are copied ran theirs; `folder`: where all workers note what they looked at. */
  static async create(browser, scripts, folder) {
    const auditor = new Auditor();
    auditor.#scripts = scripts;
    auditor.#looked = `${folder}/looked-at-${scripts ? 'scripts' : 'no-scripts'}`;
    mkdirSync(auditor.#looked, { recursive: true });
    auditor.#context = await browser.newContext({ javaScriptEnabled: true });
    return auditor;
  }

  async close() {
    await this.#context.close();
  }

  /**
   * Keeps a page to look at later, unless one of the kind was kept; the story does not wait for it. Without scripts,
   * pages that differ in their words only, which are after the dash, are of one kind.
   */
  async keep(page, name) {
    const kind = this.#scripts ? name : name.replace(/-.*/, '-refused');
    if (!this.#isFirst(kind)) return;
    const [address, size, content] = [page.url(), page.viewportSize(), await this.#content(page)];
    this.#kept.push({ kind, address, size, content });
  }

  /** A page that goes on by itself at this very moment is looked at once it has. */
  async #content(page) {
    return page.content().catch(async () => {
      await page.waitForLoadState();
      return page.content();
    });
  }

  /** Looks at what was kept. */
  async look() {
    for (const kept of this.#kept.splice(0)) {
      const copy = await this.#copy(kept);
      await this.#analyse(copy, kept.kind, (axe) => axe.withTags(RULES));
      await copy.emulateMedia({ colorScheme: 'dark' });
      await this.#analyse(copy, `${kept.kind}-dark`, (axe) => axe.withRules('color-contrast'));
      await copy.setViewportSize(NARROWEST);
      const overhang = await copy.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      const nothing = `${kept.kind}: at 320 px nothing scrolls sideways`;
      expect.soft(overhang, nothing).toBeLessThanOrEqual(0);
      await copy.close();
    }
  }

  #isFirst(kind) {
    try {
      mkdirSync(`${this.#looked}/${kind}`);
      return true;
    } catch {
      return false;
    }
  }

  async #analyse(copy, kind, choose) {
    const axe = choose(new AxeBuilder({ page: copy })).setLegacyMode();
    const { violations } = await axe.analyze();
    const said = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    expect.soft(said, `${kind}: everybody can use it`).toEqual([]);
    if (shots) await this.#shoot(copy, kind);
  }

  /** The page as it stands, but still, and in a browser in which axe can run. */
  async #copy({ address, size, content }) {
    const start = content.indexOf('<body');
    const body = this.#scripts
      ? content
      : content.replace(/<\/?noscript>/g, (tag, at) => (at < start ? tag : ''));
    const copy = await this.#context.newPage();
    await copy.setViewportSize(size);
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
      await copy.screenshot({ path: `${shots}/${file}`, fullPage: true });
    }
    await copy.setViewportSize(size);
  }
}
