// The stage for the stories: a program per worker, the company's backend, a customer in a browser.
import { setTimeout } from 'node:timers/promises';
import { test as base, expect } from '@playwright/test';
import { Auditor } from './auditor.mjs';
import { Backend } from './backend.mjs';
import { Customer } from './customer.mjs';
import { Program } from './program.mjs';
import { Visit } from './visit.mjs';
import { watch } from './watch.mjs';

export { expect };
export { WELL } from './backend.mjs';
export { CODE, USER } from './customer.mjs';

export const test = base.extend({
  program: [
    async ({}, use) => {
      const program = await Program.start();
      await use(program);
      await program.stop();
    },
    { scope: 'worker' },
  ],

  auditor: [
    async ({ browser }, use, { project }) => {
      const auditor = await Auditor.create(
        browser,
        project.use.javaScriptEnabled,
        project.outputDir,
      );
      await use(auditor);
      await auditor.close();
    },
    { scope: 'worker' },
  ],

  /**
   * The customer's browser. It has happened that Chromium did not close one for minutes, long after its story had ended
   * well: then it is left until the worker ends.
   */
  context: async ({ browser, contextOptions, viewport, javaScriptEnabled }, use) => {
    const context = await browser.newContext({ ...contextOptions, viewport, javaScriptEnabled });
    await use(context);
    await Promise.race([context.close(), setTimeout(30_000)]);
  },

  backend: async ({ program }, use) => use(new Backend(program.told)),

  /** Fails the story for whatever goes wrong behind the pages; a story may expect some of it. */
  troubles: async ({}, use) => {
    const troubles = [];
    await use(troubles);
    expect(troubles, 'nothing goes wrong behind the pages').toEqual([]);
  },

  customer: async ({ page, auditor, troubles }, use) => {
    watch(page.context(), troubles);
    await use(new Customer(page, auditor));
    await auditor.look();
  },

  /** The customer on the way through a sign-in of the usual shape. */
  visit: async ({ backend, customer }, use) => use(new Visit(backend, customer)),

  /** Somebody with the same link in another browser. */
  stranger: async (
    { browser, contextOptions, viewport, javaScriptEnabled, auditor, troubles },
    use,
  ) => {
    const context = await browser.newContext({ ...contextOptions, viewport, javaScriptEnabled });
    watch(context, troubles);
    await use(new Customer(await context.newPage(), auditor));
    await context.close();
  },
});
