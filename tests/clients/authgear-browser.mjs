// @authgear/web, unmodified, in Chromium: a guest is the same user again, also after a restart of the server, becomes a
// regular user on the pool's pages, signs out, and signs in again by password.
import { Program } from "../e2e/support/program.mjs";
import { end, see } from "./support/checks.mjs";
import { Person, launch } from "./support/person.mjs";
import { site } from "./support/site.mjs";

const home = await site("@authgear/web/dist/authgear-web.iife.js");
const program = await Program.start();
const browser = await launch();
const { issuer: endpoint, web_client_id: clientID, mail_dir: mailDir } = program.told.identity;
const anna = new Person(await browser.newPage(), "anna@example.com", mailDir);
const { page } = anna;

/** Calls the client in the page, as a site does after it was loaded. */
function call(name, argument, sessionType = "refresh_token") {
  return page.evaluate(
    async ([name, argument, options]) => {
      const client = globalThis.authgear.default ?? globalThis.authgear;
      await client.configure(options);
      const { sub, isAnonymous, email } = (await client[name](argument))?.userInfo ?? {};
      return { sub, isAnonymous, email, state: client.sessionState };
    },
    [name, argument, { clientID, endpoint, sessionType }],
  );
}

const goes = (name, options) => anna.goesFrom(home, () => call(name, options));

await page.goto(home);
const guest = await call("authenticateAnonymously");
see("a new user is anonymous", guest.isAnonymous === true && guest.sub);
await page.reload();
see("the same user after a reload", (await call("authenticateAnonymously")).sub === guest.sub);
await program.crash();
await program.restart();
await page.reload();
see("the same user after a restart of the server", (await call("authenticateAnonymously")).sub === guest.sub);

const redirectURI = `${home}/callback`;
await goes("startPromoteAnonymousUser", { redirectURI, state: "s1" });
const promoted = await call("finishPromoteAnonymousUser");
see("promoted with the same sub", promoted.sub === guest.sub && promoted.isAnonymous === false);
see("with the address", promoted.email === anna.email);

see("signed out", (await call("logout", { force: true, redirectURI: `${home}/` })).state === "NO_SESSION");
await goes("startAuthentication", { redirectURI, state: "s2", prompt: "login" });
const back = await call("finishAuthentication");
see("signs in by password as the same user", back.sub === guest.sub && back.isAnonymous === false);
await browser.close();
await program.stop();
end();
