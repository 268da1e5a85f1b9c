// Passkeys in Chromium, with an authenticator of its DevTools: added on the account, signed in with, refused where they
// should be. The server has a name, as browsers make no passkeys for addresses.
import { createServer } from "node:http";
import * as client from "openid-client";
import { Program } from "../e2e/support/program.mjs";
import { end, see } from "./support/checks.mjs";
import { Person, launch } from "./support/person.mjs";

const taken = createServer();
await new Promise((resolve) => taken.listen(0, "127.0.0.1", resolve));
const { port } = taken.address();
await new Promise((resolve) => taken.close(resolve));
process.env.VESTIBULE_PUBLIC_URL = `http://localhost:${port}`;
const program = await Program.start(`127.0.0.1:${port}`);
const { issuer, web_client_id: clientId, mail_dir: mailDir } = program.told.identity;
const settings = `${issuer}/settings`;

const browser = await launch();
const anna = new Person(await browser.newPage(), "anna@example.com", mailDir);
const { page } = anna;
const devtools = await page.context().newCDPSession(page);
await devtools.send("WebAuthn.enable");
const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
  options: {
    protocol: "ctap2",
    transport: "internal",
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  },
});
const recognises = (isUserVerified) => devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
const shown = (kind) => page.locator(`main[data-page=${kind}]`).waitFor();
const press = (name) => page.locator(`button[value=${name}]`).first().click();
const passkeys = () => page.locator(".passkeys li").count();

await page.goto(settings);
await press("create");
await shown("create");
await anna.answersUntil(settings);
see("a new account has no passkey", (await passkeys()) === 0);

await page.goto(`${settings}/passkey`);
await recognises(false);
await press("passkey");
await page.locator("[data-passkey-failed]").waitFor({ state: "visible" });
see("a device that does not recognise its user adds none", true);
await recognises(true);
await press("passkey");
await shown("account");
see("a passkey is added", (await passkeys()) === 1);

async function signsOut() {
  await page.goto(settings);
  await press("sign_out");
  await shown("signed-out");
}

await signsOut();
await page.goto(settings);
await shown("signin");
const sent = page.waitForRequest((request) => request.method() === "POST");
await press("passkey");
const credential = new URLSearchParams((await sent).postData()).get("credential");
await shown("account");
see("whoever has it signs in with it", (await page.locator(".who").innerText()).includes(anna.email));

const verifier = client.randomPKCECodeVerifier();
const options = { execute: [client.allowInsecureRequests] };
const config = await client.discovery(new URL(issuer), clientId, undefined, client.None(), options);
const redirectUri = `http://localhost:${port}/callback`;
const address = client.buildAuthorizationUrl(config, {
  redirect_uri: redirectUri,
  scope: "openid",
  prompt: "login",
  code_challenge: await client.calculatePKCECodeChallenge(verifier),
  code_challenge_method: "S256",
});
await page.goto(address.href);
await shown("signin");
await press("passkey");
await page.waitForURL(`${redirectUri}?*`);
const tokens = await client.authorizationCodeGrant(config, new URL(page.url()), { pkceCodeVerifier: verifier });
const { acr, amr } = tokens.claims();
see("an application is told of two factors", acr === "2" && amr.includes("mfa"));

await signsOut();
await page.goto(settings);
const form = page.locator("form[data-passkey]");
const csrf = await form.locator("[name=csrf]").inputValue();
const replayed = await page.request.post(new URL(await form.getAttribute("action"), issuer).href, {
  form: { csrf, credential, action: "passkey" },
  headers: { origin: new URL(issuer).origin },
});
see("what was sent in another sign-in is refused", replayed.status() === 422);

await page.locator("input[type=password]").waitFor();
await anna.answersUntil(settings);
await shown("account");
await press("remove_passkey");
await page.waitForURL("**/settings?done=passkey-removed");
see("a passkey is removed", (await passkeys()) === 0);
await signsOut();
await page.goto(settings);
await shown("signin");
await press("passkey");
await page.locator("main[data-page=signin] [role=alert]").first().waitFor({ state: "visible" });
see("and opens nothing any more", (await page.locator("main").getAttribute("data-page")) === "signin");
await browser.close();
await program.stop();
end();
