// oidc-provider, a real identity provider that nobody here wrote, as a company's own: a self-hosted pool takes the ID
// tokens that it makes and refuses what it did not make for this, and new keys of it are found without a restart.
import { createServer } from "node:http";
import { createHmac, createPublicKey } from "node:crypto";
import * as jose from "jose";
import * as client from "openid-client";
import { end, see } from "./support/checks.mjs";

const CALLBACK = "http://127.0.0.1/callback";
const TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const JWT = "urn:ietf:params:oauth:token-type:jwt";
/** Keys are fetched again for an unknown one at most once a minute. */
const PATIENCE = 90_000;

/** The provider on a port of its own, with one signing key at a time. */
class Company {
  issuer;
  key;
  kid;
  #server;

  static async start() {
    const company = new Company();
    company.#server = createServer((request, response) => company.#answer(request, response));
    await new Promise((resolve) => company.#server.listen(0, "127.0.0.1", resolve));
    company.issuer = `http://127.0.0.1:${company.#server.address().port}`;
    await company.rotate("first");
    return company;
  }

  #answer;

  /** Signs with another key from now on, and publishes no other. */
  async rotate(kid) {
    const { default: Provider } = await import("oidc-provider");
    const { privateKey } = await jose.generateKeyPair("RS256", { extractable: true });
    this.key = privateKey;
    this.kid = kid;
    const jwk = { ...(await jose.exportJWK(privateKey)), kid, alg: "RS256", use: "sig" };
    const provider = new Provider(this.issuer, {
      clients: [{ client_id: "their-app", token_endpoint_auth_method: "none", redirect_uris: [CALLBACK] }],
      jwks: { keys: [jwk] },
      cookies: { keys: ["a key of a test"] },
      conformIdTokenClaims: false,
      claims: { openid: ["sub"], email: ["email", "email_verified"] },
      findAccount: (_, sub) => ({
        accountId: sub,
        claims: () => ({ sub, email: `${sub}@example.com`, email_verified: !sub.startsWith("unverified") }),
      }),
    });
    const answer = provider.callback();
    this.#answer = (request, response) => answer(request, response);
  }

  /** Signs somebody in on the provider's own pages: the ID token. */
  async idToken(login) {
    const options = { execute: [client.allowInsecureRequests] };
    const config = await client.discovery(new URL(this.issuer), "their-app", undefined, client.None(), options);
    const pkceCodeVerifier = client.randomPKCECodeVerifier();
    const address = client.buildAuthorizationUrl(config, {
      redirect_uri: CALLBACK,
      scope: "openid email",
      code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: "S256",
    });
    const callback = await walk(address, login);
    return (await client.authorizationCodeGrant(config, callback, { pkceCodeVerifier })).id_token;
  }
}

/** Answers the provider's pages, with a browser of a few lines: the address that they lead back to. */
async function walk(address, login) {
  const cookies = new Map();
  let [next, body] = [address, undefined];
  for (let pages = 0; pages < 12; pages += 1) {
    if (next.href.startsWith(CALLBACK)) return next;
    const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") };
    const answer = await fetch(next, { method: body ? "POST" : "GET", body, headers, redirect: "manual" });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
      cookies.set(name, value);
    }
    if (answer.headers.has("location")) {
      [next, body] = [new URL(answer.headers.get("location"), next), undefined];
      continue;
    }
    const page = await answer.text();
    const [, prompt] = page.match(/name="prompt" value="(\w+)"/);
    next = new URL(page.match(/action="([^"]+)"/)[1], next);
    body = new URLSearchParams(prompt === "login" ? { prompt, login, password: "any" } : { prompt });
  }
  throw new Error(`still at ${next}`);
}

const company = await Company.start();
process.env.VESTIBULE_ALLOW_PRIVATE = new URL(company.issuer).host;
const { Program } = await import("../e2e/support/program.mjs");
const program = await Program.start();
const { api_url: api, api_key: key } = program.told;

async function make(path, body) {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const answer = await fetch(`${api}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** A pool that trusts the company: what it makes of a token. */
async function trusting(authorization) {
  const trusted = { jwks_uri: `${company.issuer}/jwks`, issuer: company.issuer, audience: "their-app", ...authorization };
  const pool = await make("/v1/user-pools", { name: "Staff", authorization: trusted });
  const { id: clientId } = await make("/v1/sdk-clients", { name: "Intranet", user_pool_id: pool.id });
  return async (token) => {
    const body = { grant_type: TOKEN_EXCHANGE, client_id: clientId, subject_token: token, subject_token_type: JWT };
    const answer = await fetch(`${pool.issuer}/oauth2/token`, { method: "POST", body: new URLSearchParams(body) });
    const told = await answer.json();
    return answer.ok ? { sub: jose.decodeJwt(told.access_token).sub } : { error: told.error };
  };
}

const bySub = await trusting({});
const byEmail = await trusting({ id_claim: "email" });
const [token, again] = [await company.idToken("anna"), await company.idToken("anna")];
const anna = await bySub(token);
see("a token of the provider opens a session", anna.sub?.startsWith("usr_"));
see("another token of the same person is the same user", (await bySub(again)).sub === anna.sub);
see("another person is another user", ![undefined, anna.sub].includes((await bySub(await company.idToken("berta"))).sub));
see("a person is known by a verified address", (await byEmail(token)).sub);
see("but not by one that nobody verified", (await byEmail(await company.idToken("unverified"))).error === "invalid_grant");

/** A token as the provider would make it, with something changed. */
function signed(claims, header = {}) {
  const now = Math.floor(Date.now() / 1000);
  const usual = { ...jose.decodeJwt(token), iat: now, exp: now + 300, ...claims };
  return new jose.SignJWT(usual).setProtectedHeader({ alg: "RS256", kid: company.kid, ...header }).sign(company.key);
}

/** A token whose signature somebody without the private key has made. */
function forged(alg, mac) {
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${encode({ alg, kid: company.kid })}.${token.split(".")[1]}`;
  return `${text}.${mac ? mac.update(text).digest("base64url") : ""}`;
}

const published = createPublicKey({ key: await jose.exportJWK(company.key), format: "jwk" });
const pem = published.export({ type: "spki", format: "pem" });
see("a token that is signed by hand in the same way is taken", (await bySub(await signed({}))).sub === anna.sub);
const past = Math.floor(Date.now() / 1000) - 300;
const refused = {
  "alg none": forged("none"),
  "HS256 with the public key": forged("HS256", createHmac("sha256", pem)),
  "no kid": await signed({}, { kid: undefined }),
  "a kid that nobody published": await signed({}, { kid: "unknown" }),
  "an expired one": await signed({ exp: past }),
  "another issuer": await signed({ iss: "https://elsewhere.example" }),
  "another application's": await signed({ aud: "another-app" }),
};
for (const [what, bad] of Object.entries(refused)) {
  see(`refused: ${what}`, (await bySub(bad)).error === "invalid_grant");
}

await company.rotate("second");
const rotated = await company.idToken("anna");
let found = {};
for (const until = Date.now() + PATIENCE; !found.sub && Date.now() < until; ) {
  found = await bySub(rotated);
  if (!found.sub) await new Promise((resolve) => setTimeout(resolve, 2_000));
}
see("a key of a rotation is found without a restart", found.sub === anna.sub);
see("what the key before it signed is refused then", (await bySub(again)).error === "invalid_grant");
await program.stop();
end();
