// @authgear/web, unmodified, in Node: a guest is the same user again, also after a restart of the server, becomes a regular
// user on the pool's pages, which run no script, and signs in again by password.
import { createRequire } from "node:module";
import { Program } from "../e2e/support/program.mjs";
import { end, see } from "./support/checks.mjs";
import { Person, launch } from "./support/person.mjs";

const require = createRequire(import.meta.url);
const stored = new Map();
const localStorage = {
  getItem: (key) => stored.get(key) ?? null,
  setItem: (key, value) => stored.set(key, String(value)),
  removeItem: (key) => stored.delete(key),
};
const APP = "http://127.0.0.1/";
let href = APP;
const location = {
  get href() { return href; },
  set href(address) { href = address; },
};
globalThis.window = { fetch: globalThis.fetch, crypto: globalThis.crypto, localStorage, location, open() {} };
const { WebContainer } = require("@authgear/web");

const program = await Program.start();
const browser = await launch();
const { issuer: endpoint, web_client_id: clientID, mail_dir: mailDir } = program.told.identity;
const redirectURI = `${new URL(endpoint).origin}/callback`;

/** Opens the address that the client leads to, and answers the pages until the browser is back. */
async function goes(person) {
  await person.page.goto(href);
  const first = person.page.url();
  await person.answersUntil(redirectURI);
  href = person.page.url();
  return first;
}

const container = new WebContainer();
await container.configure({ clientID, endpoint, sessionType: "refresh_token" });
const first = await container.authenticateAnonymously();
const { sub } = first.userInfo;
see("a new user is anonymous", first.userInfo.isAnonymous === true && sub);
see("signing up again is the same user", (await container.authenticateAnonymously()).userInfo.sub === sub);
const tokenBefore = container.accessToken;
container.baseContainer.expireAt = new Date(0);
see("the same user after a refresh", (await container.fetchUserInfo()).sub === sub && container.accessToken !== tokenBefore);
await container.refreshIDToken();
see("an ID token on demand", container.getIDTokenHint().split(".").length === 3);

await program.crash();
await program.restart();
see("the same user after a restart of the server", (await container.fetchUserInfo()).sub === sub);
container.baseContainer.expireAt = new Date(0);
see("and after a refresh then", (await container.fetchUserInfo()).sub === sub);

const scriptless = { javaScriptEnabled: false };
const anna = new Person(await browser.newPage(scriptless), "anna@example.com", mailDir);
await container.startPromoteAnonymousUser({ redirectURI, state: "s1" });
see("no secret stays in the address of the page", !/login_hint|promotion_code|jwt/.test(await goes(anna)));
const { userInfo: promoted } = await container.finishPromoteAnonymousUser();
see("promoted with the same sub", promoted.sub === sub && promoted.isAnonymous === false);
see("with the address", promoted.email === "anna@example.com");
see("still the same user in later requests", (await container.fetchUserInfo()).sub === sub);

await container.logout({ force: true, redirectURI: APP });
see("signed out", container.sessionState === "NO_SESSION");
const elsewhere = new Person(await browser.newPage(scriptless), "anna@example.com", mailDir);
await container.startAuthentication({ redirectURI, state: "s2", prompt: "login" });
await goes(elsewhere);
see("signs in by password as the same user", (await container.finishAuthentication()).userInfo.sub === sub);

await container.logout({ force: true, redirectURI: APP });
see("after that a guest is a different user", (await container.authenticateAnonymously()).userInfo.sub !== sub);
await browser.close();
await program.stop();
end();
