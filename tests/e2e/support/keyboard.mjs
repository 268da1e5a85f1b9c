// Somebody who uses no pointer: Tab, Enter, Space and letters.
import { expect } from '@playwright/test';

const MOST_STOPS = 20;

export class Keyboard {
  #page;

  constructor(page) {
    this.#page = page;
  }

  async type(text) {
    await this.#page.keyboard.type(text);
  }

  async press(key) {
    await this.#page.keyboard.press(key);
  }

  /** Presses Tab until the focus is there; each stop on the way can be seen. */
  async tabTo(target) {
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      await this.press('Tab');
      await this.#expectVisibleFocus();
      if (await this.#isFocused(target)) return;
    }
    throw new Error('the focus never gets there');
  }

  /** Goes through the whole page: what can be reached, in the order of the eye, each stop once. */
  async expectOrder(page) {
    const places = [];
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      await this.press('Tab');
      const place = await page.evaluate(() => {
        const focused = document.activeElement;
        const box = focused.getBoundingClientRect();
        return focused === document.body ? null : { top: box.top + scrollY, left: box.left };
      });
      if (!place) break;
      places.push(place);
    }
    const sorted = places.toSorted((a, b) => a.top - b.top || a.left - b.left);
    expect(places.length).toBeGreaterThan(0);
    expect(places).toEqual(sorted);
  }

  async #isFocused(target) {
    return target.evaluate((element) => element === document.activeElement);
  }

  async #expectVisibleFocus() {
    const hint = await this.#page.evaluate(() => {
      const shown = (element) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
      };
      const focused = document.activeElement;
      const label = focused.labels?.[0];
      return focused === document.body || shown(focused) || (label && shown(label));
    });
    expect(hint, 'the focus can be seen').toBeTruthy();
  }
}
