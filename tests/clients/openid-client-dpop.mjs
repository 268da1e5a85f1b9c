// openid-client, unmodified, with DPoP and a pool that asks for its nonce and signs with ES256: a device redeems a code, reads
// userinfo, narrows its token and is reset; another enrols by a pushed request, without a page.
import * as jose from "jose";
import * as client from "openid-client";
import { Program } from "../e2e/support/program.mjs";
import { end, see } from "./support/checks.mjs";
import { Company } from "./support/company.mjs";

const PRE_AUTHORIZED = "urn:ietf:params:oauth:grant-type:pre-authorized_code";
const EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
const BACK = "com.example.app:/callback";

const program = await Program.start();
const { api_url: api } = program.told;
const company = new Company(program.told);
const { id: pool } = await company.make("/user-pools", {
  name: "Drivers",
  anonymous_enabled: true,
  max_active_devices: 1,
  dpop_nonce: true,
  signing_alg: "ES256",
});
const { id: clientId } = await company.make("/sdk-clients", {
  name: "AstDeviceEnrollment",
  user_pool_id: pool,
  application_type: "native",
  enrollment_flow: "device",
  dpop_bound: true,
  redirect_uris: [BACK],
  sdk_config: { sampling: 5 },
});
await company.make("/resource-servers", {
  identifier: "mini-app",
  name: "Mini app",
  allow_anonymous: true,
  scopes: ["orders:read"],
});

/** What was answered to the requests of a device, by address. */
const answers = [];
async function watched(url, options) {
  const answer = await fetch(url, options);
  answers.push([new URL(url).pathname.split("/").at(-1), answer.status]);
  return answer;
}

/** An application on a device with a key of its own. */
async function device() {
  const config = await client.discovery(new URL(`${api}/pools/${pool}`), clientId, undefined, client.None(), {
    execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
  });
  config[client.customFetch] = watched;
  const keys = await client.randomDPoPKeyPair("ES256");
  return { config, keys, DPoP: client.getDPoPHandle(config, keys) };
}

const redeem = ({ config, DPoP }, code) =>
  client.genericGrantRequest(config, PRE_AUTHORIZED, { "pre-authorized_code": code }, { DPoP });
const narrow = ({ config, DPoP }, token, audience) => {
  const wanted = { subject_token: token, subject_token_type: ACCESS_TOKEN, audience };
  return client.genericGrantRequest(config, EXCHANGE, wanted, { DPoP });
};
const refusal = (promise) => promise.then(() => "taken", (error) => error.error ?? error.cause?.[0]?.parameters?.error);
/** Calls the API with the token of a device. */
const call = ({ config, DPoP }, token, method, path, body) => {
  const headers = new Headers({ "content-type": "application/json" });
  const url = new URL(`${api}/v1${path}`);
  return client.fetchProtectedResource(config, token, url, method, body && JSON.stringify(body), headers, { DPoP });
};

const phone = await device();
const code = await company.code(pool, "u-42");
const first = await redeem(phone, code);
const sub = first.claims().sub;
see("a code is redeemed after the nonce was asked for, and the keys verify it", String(answers) === "token,400,token,200,jwks,200" && sub);
see("the tokens are bound to the key", first.token_type === "dpop" && jose.decodeJwt(first.access_token).cnf.jkt);
see("a new user, and what the device is configured with", first.user_created === true && first.sdk_config.sampling === 5);
const told = await client.fetchUserInfo(phone.config, first.access_token, sub, { DPoP: phone.DPoP });
see("userinfo takes the token with the key", told.sub === sub);

const thief = await device();
const stolen = client.fetchUserInfo(thief.config, first.access_token, sub, { DPoP: thief.DPoP });
see("a stolen token opens nothing with another key", (await refusal(stolen)) === "invalid_token");
const stolenRefresh = client.refreshTokenGrant(thief.config, first.refresh_token, undefined, { DPoP: thief.DPoP });
see("nor does a stolen refresh token", (await refusal(stolenRefresh)) === "invalid_dpop_proof");

const second = await client.refreshTokenGrant(phone.config, first.refresh_token, undefined, { DPoP: phone.DPoP });
const narrowed = await narrow(phone, second.access_token, "mini-app");
see("a token is narrowed for one audience", narrowed.expires_in === 300 && narrowed.refresh_token === undefined);
const keys = jose.createRemoteJWKSet(new URL(phone.config.serverMetadata().jwks_uri));
const shown = await jose.jwtVerify(narrowed.access_token, keys, { audience: "mini-app", typ: "at+jwt" });
see("it says who, and nothing about the person", shown.payload.sub === sub && !("cnf" in shown.payload));
const algorithms = [first.id_token, second.access_token].map((token) => jose.decodeProtectedHeader(token).alg);
see("the pool signs with the algorithm that was chosen", [...algorithms, shown.protectedHeader.alg].every((alg) => alg === "ES256"));
see("nobody else gets one", (await refusal(narrow(phone, second.access_token, "unknown"))) === "invalid_target");

const other = await company.code(pool, "u-43");
see("a device has one user", (await refusal(redeem(phone, other))) === "invalid_grant");
see("until it is reset", (await call(phone, second.access_token, "POST", "/device/reset")).status === 204);
see("and the code is still good then", (await redeem(phone, other)).claims().sub !== sub);
see("a used code is of no use", (await refusal(redeem(thief, code))) === "invalid_grant");

/** A device gets a guest by a pushed request: where `authorize` leads, and its tokens. */
async function enrols({ config, keys, DPoP }) {
  const answer = await fetch(`${api}/oauth2/challenge`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ purpose: "anonymous_request" }),
  });
  const challenge = (await answer.json()).result.token;
  const jwk = await jose.exportJWK(keys.publicKey);
  const header = { alg: "ES256", typ: "vnd.authgear.anonymous-request", kid: "device-key-1", jwk };
  const assertion = new jose.SignJWT({ challenge, action: "auth" }).setProtectedHeader(header);
  const verifier = client.randomPKCECodeVerifier();
  const wanted = {
    redirect_uri: BACK,
    scope: "openid offline_access",
    state: "s1",
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    authentication_mode: "biometric",
    device_assertion: await assertion.setIssuedAt().setExpirationTime("1m").sign(keys.privateKey),
  };
  const address = await client.buildAuthorizationUrlWithPAR(config, wanted, { DPoP });
  const led = await fetch(address, { redirect: "manual" });
  const back = new URL(led.headers.get("location"));
  const checks = { pkceCodeVerifier: verifier, expectedState: "s1", idTokenExpected: true };
  return [led, await client.authorizationCodeGrant(config, back, checks, undefined, { DPoP })];
}

const tablet = await device();
const [led, enrolled] = await enrols(tablet);
see("a device is enrolled without a page", [302, 303].includes(led.status) && (await led.text()) === "");
const { acr, amr, sub: guest } = enrolled.claims();
see("at the lowest level", acr === "0" && String(amr) === "swk,x_biometric");
const linkCode = await company.code(pool, "u-44");
const linked = await call(tablet, enrolled.access_token, "POST", "/me/link", { authentication_code: linkCode });
const user = await linked.json();
see("and linked to a customer, the guest is the same user", user.id === guest && user.is_anonymous === false);
await program.stop();
end();
