// The page: a guest by the key of this browser, linked to a customer of the company, reset, narrowed, promoted.
import { Device, pkceChallenge, random } from "./device.js";

const GRANT = "urn:ietf:params:oauth:grant-type:";
const { issuer, api, client, audience } = await (await fetch("/config")).json();
const device = await Device.here();
const back = `${location.origin}/callback`;
const session = {
  get tokens() { return JSON.parse(localStorage.getItem("tokens")); },
  set tokens(tokens) { localStorage.setItem("tokens", JSON.stringify(tokens)); },
};

/** Asks for tokens, and keeps those that are this browser's own. */
async function token(pairs) {
  const body = new URLSearchParams({ client_id: client, ...pairs }).toString();
  const type = "application/x-www-form-urlencoded";
  const answer = await device.send("POST", `${issuer}/oauth2/token`, { body, type });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error_code ?? told.error);
  return told;
}

/** Calls the API as this device, or as its user. */
async function call(method, path, body, access) {
  const type = "application/json";
  const answer = await device.send(method, `${api}/v1${path}`, { token: access, body: body && JSON.stringify(body), type });
  const told = answer.status === 204 ? {} : await answer.json();
  if (!answer.ok) throw new Error(told.code);
  return told;
}

/** An access token that is still good: a stale one is replaced first. */
async function access() {
  const { access_token: known, refresh_token, until } = session.tokens;
  if (Date.now() < until) return known;
  return keep(await token({ grant_type: "refresh_token", refresh_token })).access_token;
}

function keep(tokens) {
  session.tokens = { ...tokens, until: Date.now() + (tokens.expires_in - 60) * 1000 };
  return tokens;
}

/** What the device signs: each time another challenge of the server. */
async function signed(action) {
  const body = JSON.stringify({ purpose: "anonymous_request" });
  const answer = await fetch(`${api}/oauth2/challenge`, { method: "POST", headers: { "content-type": "application/json" }, body });
  return device.request((await answer.json()).result.token, action);
}

/** A code that names the customer who is signed in to the company: the page cannot name one itself. */
async function code() {
  const answer = await fetch("/company/code", { method: "POST" });
  if (!answer.ok) throw new Error("not signed in to the company");
  return (await answer.json()).authentication_code;
}

const steps = {
  /** Comes in, or back, without saying who it is. */
  async guest() {
    keep(await token({ grant_type: "urn:authgear:params:oauth:grant-type:anonymous-request", jwt: await signed("auth") }));
  },
  async "sign-in"() {
    const customer = document.querySelector("[name=customer]").value;
    const headers = { "content-type": "application/json" };
    await fetch("/company/sign-in", { method: "POST", headers, body: JSON.stringify({ customer }) });
  },
  /** The guest is this customer of the company, and keeps everything. */
  async link() {
    await call("POST", "/me/link", { authentication_code: await code() }, await access());
    session.tokens = { ...session.tokens, until: 0 };
  },
  /** A device without a user gets that of the customer. */
  async redeem() {
    keep(await token({ grant_type: `${GRANT}pre-authorized_code`, "pre-authorized_code": await code() }));
  },
  /** Gives a third party a token that opens nothing else. */
  async narrow() {
    const narrow = await token({
      grant_type: `${GRANT}token-exchange`,
      subject_token: await access(),
      subject_token_type: "urn:ietf:params:oauth:token-type:access_token",
      audience,
    });
    const answer = await fetch("/orders", { headers: { authorization: `Bearer ${narrow.access_token}` } });
    const told = await answer.json();
    if (!answer.ok) throw new Error("the third party refuses the token");
    document.querySelector("[data-third-party]").textContent = `${told.of}, acr ${told.acr}`;
  },
  /** Takes the device from its user: its tokens are of no use any more. */
  async reset() {
    await call("POST", "/device/reset", undefined, await access());
    session.tokens = null;
  },
  /** Goes to the pool's own pages, where a guest becomes a regular user and stays the same. */
  async promote() {
    const [verifier, state] = [random(), random()];
    localStorage.setItem("sign-in", JSON.stringify({ verifier, state }));
    const hint = new URL("https://authgear.com/login_hint?type=anonymous");
    hint.searchParams.set("jwt", await signed("promote"));
    const address = new URL(`${issuer}/oauth2/authorize`);
    address.search = new URLSearchParams({
      client_id: client,
      redirect_uri: back,
      response_type: "code",
      scope: "openid offline_access",
      state,
      code_challenge: await pkceChallenge(verifier),
      code_challenge_method: "S256",
      dpop_jkt: device.thumbprint,
      prompt: "login",
      login_hint: hint.href,
    });
    location.assign(address);
  },
};

/** Comes back from the pool's pages with a code. */
async function arrive() {
  const given = new URLSearchParams(location.search);
  const { verifier, state } = JSON.parse(localStorage.getItem("sign-in"));
  history.replaceState(null, "", "/");
  if (given.get("state") !== state || given.get("iss") !== issuer) throw new Error("not the answer to our request");
  if (given.has("error")) throw new Error(given.get("error"));
  keep(await token({ grant_type: "authorization_code", code: given.get("code"), redirect_uri: back, code_verifier: verifier }));
}

const show = (name, value) => { document.querySelector(`[data-${name}]`).textContent = value; };

/** Shows who this browser is, as the server sees it. */
async function look() {
  const { sdk_state: state } = await call("POST", "/device/state", { sdk_client_id: client });
  show("state", state);
  if (!session.tokens) {
    for (const name of ["user", "kind", "level"]) show(name, "–");
    return;
  }
  const answer = await device.send("GET", `${issuer}/oauth2/userinfo`, { token: await access() });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error);
  show("user", told.sub);
  const isGuest = told["https://authgear.com/claims/user/is_anonymous"];
  show("kind", told.email ?? (isGuest ? "a guest" : "a customer of the company"));
  show("level", JSON.parse(atob((await access()).split(".")[1].replaceAll("-", "+").replaceAll("_", "/"))).acr);
}

/** Does a step, then shows what came of it. */
async function does(step) {
  const main = document.querySelector("main");
  main.dataset.busy = "";
  show("trouble", "");
  try {
    await step();
    await look();
  } catch (error) {
    show("trouble", error.message);
  }
  delete main.dataset.busy;
}

for (const button of document.querySelectorAll("button[name=step]")) {
  button.addEventListener("click", () => does(steps[button.value]));
}
await does(location.pathname === "/callback" ? arrive : async () => {});
