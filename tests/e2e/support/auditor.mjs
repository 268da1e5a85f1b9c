// Looks at a copy of each page that a story meets: can everybody use it, on the smallest screen, by day and by night?
import { mkdirSync } from 'node:fs';
import { expect } from '@playwright/test';
import { NARROWEST, Still } from './still.mjs';

/** Set, it is the folder that gets a picture of every page, for people to look at. */
const shots = process.env.VESTIBULE_TEST_SHOTS;

export class Auditor {
  #page;
  #still;
  #scripts;
  #looked;
  #kept = [];

  /** `scripts`: whether the pages that are copied ran theirs; `folder`: where all workers note what they looked at. */
  static async create(browser, scripts, folder) {
    const auditor = new Auditor();
    auditor.#scripts = scripts;
    auditor.#looked = `${folder}/looked-at-${scripts ? 'scripts' : 'no-scripts'}`;
    mkdirSync(auditor.#looked, { recursive: true });
    auditor.#page = await browser.newPage({ javaScriptEnabled: true });
    auditor.#still = await Still.on(auditor.#page);
    return auditor;
  }

  async close() {
    await this.#page.close();
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
    for (const { kind, address, size, content } of this.#kept.splice(0)) {
      await this.#page.setViewportSize(size);
      await this.#still.show(address, this.#asSeen(content));
      const everybody = `${kind}: everybody can use it`;
      expect.soft(await this.#still.violations(), everybody).toEqual([]);
      if (shots) await this.#shoot(kind);
      expect.soft(await this.#still.violationsInTheDark(), `${everybody} in the dark`).toEqual([]);
      await this.#page.setViewportSize(NARROWEST);
      const overhang = await this.#page.evaluate(
        () => document.documentElement.scrollWidth - innerWidth,
      );
      const nothing = `${kind}: at 320 px nothing scrolls sideways`;
      expect.soft(overhang, nothing).toBeLessThanOrEqual(0);
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

  /** The page as who made it saw it, in a browser in which axe can run. */
  #asSeen(content) {
    if (this.#scripts) return content;
    const start = content.indexOf('<body');
    return content.replace(/<\/?noscript>/g, (tag, at) => (at < start ? tag : ''));
  }

  async #shoot(name) {
    const size = this.#page.viewportSize();
    for (const colorScheme of ['light', 'dark']) {
      await this.#page.emulateMedia({ colorScheme });
      for (const width of [390, 1280]) {
        await this.#page.setViewportSize({ ...size, width });
        const file = `${name}-${colorScheme}-${width}${this.#scripts ? '' : '-no-scripts'}.png`;
        await this.#page.screenshot({ path: `${shots}/${file}`, fullPage: true });
      }
    }
    await this.#page.emulateMedia({ colorScheme: 'light' });
    await this.#page.setViewportSize(size);
  }
}
