// Every page in every state, as staff see them: can everybody use it, in three scripts, by day and by night?
import { createRequire } from 'node:module';
import { expect, test } from '../support/test.mjs';

const { source: AXE } = createRequire(import.meta.url)('axe-core');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
];
const NARROWEST = { width: 320, height: 640 };
/** The samples are shared out among this many tests, so that both processors have work. */
const PARTS = 2;

test.skip(({ javaScriptEnabled }) => !javaScriptEnabled, 'a preview runs no script of its own');

/** The addresses of all previews that the gallery lists. */
async function list(request, gallery) {
  const page = await (await request.get(gallery)).text();
  const [, listed] = page.split('aria-label="All samples"');
  return [...listed.matchAll(/href="([^"]+)"/g)].map(([, href]) => href.replaceAll('&#38;', '&'));
}

/** A page as somebody sees it whose browser runs no scripts, but for going on by itself. */
function still(html) {
  const start = html.indexOf('<body');
  return html.replace(/<meta http-equiv="refresh"[^>]*>|<\/?noscript>/g, (tag, at) =>
    tag.startsWith('<meta') || at > start ? '' : tag,
  );
}

async function violations(page, runOnly) {
  return page.evaluate(async (only) => {
    const options = { runOnly: only, resultTypes: ['violations'] };
    const { violations: found } = await globalThis.axe.run(document, options);
    return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }, runOnly);
}

for (const locale of ['en', 'de', 'ar']) {
  for (let part = 0; part < PARTS; part += 1) {
    test(`everybody can use every preview in ${locale}, part ${part + 1}`, async ({
      page,
      program,
      request,
    }) => {
      test.setTimeout(600_000);
      const gallery = `${program.told.portal_url}/console/previews`;
      const previews = await list(request, gallery);
      expect(previews.length).toBeGreaterThan(60);
      // A preview forbids scripts, and with them those that look for faults: they look at a copy of the page.
      let copy;
      await page.route('**/*', (route) => {
        const request = route.request();
        if (request.resourceType() === 'script') return route.abort();
        if (!request.isNavigationRequest()) return route.continue();
        return route.fulfill({ contentType: 'text/html', body: copy });
      });
      for (const preview of previews.filter((_, index) => index % PARTS === part)) {
        const frame = new URL(preview, gallery);
        frame.pathname = '/console/previews/frame';
        frame.searchParams.set('locale', locale);
        const answer = await request.get(frame.href);
        expect.soft(answer.status(), frame.href).toBe(200);
        copy = still(await answer.text());
        await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
        await page.goto(frame.href);
        await page.evaluate(AXE);
        for (const size of SIZES) {
          const where = `${frame.search} at ${size.width} px`;
          await page.setViewportSize(size);
          await page.emulateMedia({ colorScheme: 'light' });
          const found = await violations(page, { type: 'tag', values: RULES });
          expect.soft(found, where).toEqual([]);
          // The night changes colours and nothing else.
          await page.emulateMedia({ colorScheme: 'dark' });
          const dark = await violations(page, { type: 'rule', values: ['color-contrast'] });
          expect.soft(dark, `${where}, dark`).toEqual([]);
        }
        await page.setViewportSize(NARROWEST);
        const overhang = await page.evaluate(
          () => document.documentElement.scrollWidth - innerWidth,
        );
        expect.soft(overhang, `${frame.search} at 320 px scrolls sideways`).toBeLessThanOrEqual(0);
      }
    });
  }
}
