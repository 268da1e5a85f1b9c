// @authgear/web, unmodified and without a browser: a guest signs up, is the same user again, refreshes, asks for an ID
// token, is sent to become a regular user, and signs out. ISSUER=… CLIENT_ID=… node authgear.mjs
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const stored = new Map();
const localStorage = {
  getItem: (key) => stored.get(key) ?? null,
  setItem: (key, value) => stored.set(key, String(value)),
  removeItem: (key) => stored.delete(key),
};
let href = "http://127.0.0.1/";
const location = {
  get href() { return href; },
  set href(address) { href = address; },
};
globalThis.window = { fetch: globalThis.fetch, crypto: globalThis.crypto, localStorage, location, open() {} };
const { WebContainer } = require("@authgear/web");

let failed = 0;
const see = (what, isGood) => {
  if (!isGood) failed += 1;
  console.log(`${isGood ? "ok" : "not ok"} ${what}`);
};

const container = new WebContainer();
const { CLIENT_ID: clientID, ISSUER: endpoint } = process.env;
await container.configure({ clientID, endpoint, sessionType: "refresh_token" });
const first = await container.authenticateAnonymously();
see("a new user is anonymous", first.userInfo.isAnonymous === true && first.userInfo.sub);
const again = await container.authenticateAnonymously();
see("signing up again is the same user", again.userInfo.sub === first.userInfo.sub);
container.baseContainer.expireAt = new Date(0);
see("the same user after a refresh", (await container.fetchUserInfo()).sub === first.userInfo.sub);
await container.refreshIDToken();
see("an ID token on demand", true);

await container.startPromoteAnonymousUser({ redirectURI: "http://127.0.0.1/callback", state: "s1" });
const answer = await fetch(href, { redirect: "manual" });
const page = new URL(answer.headers.get("location"), href);
see("promotion leads to a page of the pool", answer.status === 303 && page.pathname.endsWith("/promote"));
see("no secret stays in the address of that page", !/login_hint|promotion_code|jwt/.test(page.href));

await container.logout({ force: true, redirectURI: "http://127.0.0.1/" });
see("signed out", container.sessionState === "NO_SESSION");
const other = await container.authenticateAnonymously();
see("after that a different user", other.userInfo.sub !== first.userInfo.sub);
process.exit(failed ? 1 : 0);
