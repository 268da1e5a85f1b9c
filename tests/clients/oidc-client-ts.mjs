// oidc-client-ts, unmodified, in Chromium, with nothing but the issuer's address: somebody makes an account, refreshes,
// signs out and signs in again.
import { Program } from "../e2e/support/program.mjs";
import { end, see } from "./support/checks.mjs";
import { Person, launch } from "./support/person.mjs";
import { site } from "./support/site.mjs";

const home = await site("oidc-client-ts/dist/browser/oidc-client-ts.min.js");
const program = await Program.start();
const browser = await launch();
const { issuer, web_client_id: clientId, mail_dir: mailDir } = program.told.identity;
const anna = new Person(await browser.newPage(), "anna@example.com", mailDir);
const { page } = anna;
const settings = {
  authority: issuer,
  client_id: clientId,
  redirect_uri: `${home}/callback`,
  post_logout_redirect_uri: `${home}/`,
  scope: "openid offline_access",
  loadUserInfo: true,
};

/** Calls the client in the page, as a site does after it was loaded. */
function call(name, argument) {
  return page.evaluate(
    async ([name, argument, settings]) => {
      const manager = new globalThis.oidc.UserManager(settings);
      return (await manager[name](argument))?.profile;
    },
    [name, argument, settings],
  );
}

const goes = (name, options) => anna.goesFrom(home, () => call(name, options));

await page.goto(home);
await goes("signinRedirect", { prompt: "create" });
const made = await call("signinRedirectCallback");
see("an account is made with discovery alone", made.sub && made.email === anna.email);
see("the same user after a refresh", (await call("signinSilent")).sub === made.sub);
const signedOut = page.waitForURL(`${home}/`);
call("signoutRedirect").catch(() => undefined);
await signedOut;
await goes("signinRedirect", { login_hint: "" });
see("after a sign-out the password is asked for, and it is the same user", (await call("signinCallback")).sub === made.sub);
await browser.close();
await program.stop();
end();
