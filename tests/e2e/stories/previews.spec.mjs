// Every page in every state, as staff see them: can everybody use it, in three languages, by day and by night, in
// colours of their own and with larger letters?
import { Previews } from '../support/previews.mjs';
import { NARROWEST, Still } from '../support/still.mjs';
import { expect, test } from '../support/test.mjs';

const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
];
/** The samples are shared out among this many tests, so that both processors have work. */
const PARTS = 2;

test.skip(({ javaScriptEnabled }) => !javaScriptEnabled, 'a preview runs no script of its own');

/** How far the page reaches beyond the window, in pixels, and the words that do not fit into what holds them. */
async function overflow(page) {
  return page.evaluate(() => {
    const held = [...document.querySelectorAll('button, label, h1, p, a, summary')];
    const tight = held.filter((it) => it.clientWidth && it.scrollWidth > it.clientWidth + 1);
    const beyond = document.documentElement.scrollWidth - innerWidth;
    return [...(beyond > 0 ? [`${beyond} px`] : []), ...tight.map((it) => it.outerHTML)];
  });
}

/** What bears no edge where the system chooses all colours, and so cannot be seen there. */
async function unseen(page) {
  await page.emulateMedia({ forcedColors: 'active' });
  const found = await page.evaluate(() => {
    const edged = document.querySelectorAll(
      'main .button, main .alert, main .notice, main input:not([type=hidden])',
    );
    const isDrawn = (it) => {
      const { borderTopStyle, borderTopWidth, appearance } = getComputedStyle(it);
      const isNative = appearance !== 'none' && /radio|checkbox/.test(it.type ?? '');
      return isNative || (borderTopStyle !== 'none' && borderTopWidth !== '0px');
    };
    return [...edged].filter((it) => it.offsetWidth && !isDrawn(it)).map((it) => it.outerHTML);
  });
  await page.emulateMedia({ forcedColors: 'none' });
  return found;
}

/** What letters twice as large do not leave room for. */
async function cramped(page) {
  await page.setViewportSize({ width: 640, height: 900 });
  await page.addStyleTag({ content: 'html { font-size: 200% }' });
  return overflow(page);
}

for (const locale of ['en', 'de', 'ar']) {
  for (let part = 0; part < PARTS; part += 1) {
    test(`Everybody can use every preview in ${locale}, part ${part + 1}`, async ({
      page,
      program,
      request,
    }) => {
      test.setTimeout(600_000);
      const still = await Still.on(page);
      const previews = new Previews(still, request, program);
      const all = await previews.list();
      expect(all.length).toBeGreaterThan(60);
      for (const preview of all.filter((_, index) => index % PARTS === part)) {
        const name = await previews.open(preview, locale);
        // What a wide window moves, it moves in every language alike, and colours are the same in all of them.
        const isFirst = locale === 'en';
        for (const size of isFirst ? SIZES : SIZES.slice(0, 1)) {
          await page.setViewportSize(size);
          const found = await still.violations({ withColours: isFirst });
          expect.soft(found, `${name} at ${size.width} px`).toEqual([]);
        }
        // The night changes colours and nothing else, and these are the same in every width.
        if (isFirst) expect.soft(await still.violationsInTheDark(), `${name}, dark`).toEqual([]);
        await page.setViewportSize(NARROWEST);
        expect.soft(await overflow(page), `${name} at 320 px`).toEqual([]);
        // Edges are the same in every language; German has the longest words.
        if (isFirst) expect.soft(await unseen(page), `${name}, forced colours`).toEqual([]);
        if (locale === 'de') expect.soft(await cramped(page), `${name}, large letters`).toEqual([]);
      }
    });
  }
}

test('Nothing moves for who asked for less motion', async ({ page, program, request }) => {
  const previews = new Previews(await Still.on(page), request, program);
  const moving = async () => page.evaluate(() => document.getAnimations().length);
  for (const name of ['waiting', 'push_approval']) {
    const [preview] = (await previews.list()).filter((it) => it.includes(`page=${name}&`));
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await previews.open(preview);
    expect(await moving(), name).toBeGreaterThan(0);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await previews.open(preview);
    expect(await moving(), name).toBe(0);
  }
});
