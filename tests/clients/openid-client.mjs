// openid-client, unmodified, in Node, with nothing but the issuer's address: somebody makes an account and signs in with a
// pushed request; tokens are refreshed, introspected and revoked.
import * as client from "openid-client";
import { Program } from "../e2e/support/program.mjs";
import { end, see } from "./support/checks.mjs";
import { Person, launch } from "./support/person.mjs";

const program = await Program.start();
const browser = await launch();
const { issuer, web_client_id: clientId, mail_dir: mailDir } = program.told.identity;
const redirectUri = `${new URL(issuer).origin}/callback`;
const config = await client.discovery(new URL(issuer), clientId, undefined, client.None(), {
  execute: [client.allowInsecureRequests],
});

/** Signs somebody in, with this beside what is always asked for: the tokens. */
async function signsIn(person, more, build) {
  const verifier = client.randomPKCECodeVerifier();
  const [state, nonce] = [client.randomState(), client.randomNonce()];
  const address = await build(config, {
    redirect_uri: redirectUri,
    scope: "openid offline_access",
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    nonce,
    ...more,
  });
  await person.page.goto(address.href);
  await person.answersUntil(redirectUri);
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
  return client.authorizationCodeGrant(config, new URL(person.page.url()), checks);
}

const anna = new Person(await browser.newPage(), "anna@example.com", mailDir);
const first = await signsIn(anna, { prompt: "create" }, client.buildAuthorizationUrl);
const { sub, acr, amr } = first.claims();
see("an account is made with discovery alone", sub && acr === "1" && amr.includes("pwd"));
const told = await client.fetchUserInfo(config, first.access_token, sub);
see("userinfo tells the address", told.email === anna.email);
const second = await client.refreshTokenGrant(config, first.refresh_token);
see("a refresh gives another token of the same user", (await client.fetchUserInfo(config, second.access_token, sub)).sub === sub);

const elsewhere = new Person(await browser.newPage(), anna.email, mailDir);
await elsewhere.page.context().clearCookies();
const pushed = await signsIn(elsewhere, { max_age: "0" }, client.buildAuthorizationUrlWithPAR);
see("a pushed request signs the same user in", pushed.claims().sub === sub);
await client.tokenRevocation(config, pushed.refresh_token);
const refused = await client.refreshTokenGrant(config, pushed.refresh_token).then(() => "taken", (error) => error.error);
see("a revoked token is refused", refused === "invalid_grant");
await browser.close();
await program.stop();
end();
