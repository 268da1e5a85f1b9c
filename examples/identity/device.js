// A key that never leaves this browser, and requests that show it: DPoP (RFC 9449) with WebCrypto and nothing else.

const encode = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const text = (value) => new TextEncoder().encode(value);
const digest = async (value) => encode(await crypto.subtle.digest("SHA-256", text(value)));

/** A random text that fits into an address. */
export const random = () => encode(crypto.getRandomValues(new Uint8Array(32)));

/** The challenge of a verifier (PKCE, RFC 7636). */
export const pkceChallenge = digest;

/** The key pair of this browser, which is kept where scripts can use it and never read it. */
async function stored() {
  const request = indexedDB.open("device", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("keys");
  const database = await new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const done = (what) =>
    new Promise((resolve, reject) => {
      what.onsuccess = () => resolve(what.result);
      what.onerror = () => reject(what.error);
    });
  const keys = (mode) => database.transaction("keys", mode).objectStore("keys");
  const known = await done(keys("readonly").get("own"));
  if (known) return known;
  const made = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  await done(keys("readwrite").put(made, "own"));
  return made;
}

export class Device {
  #pair;
  #jwk;
  /** What the server wants to see signed, once it has asked for it. */
  #nonce;
  /** The thumbprint of the key (RFC 7638), by which the server knows this device. */
  thumbprint;

  static async here() {
    const device = new Device();
    device.#pair = await stored();
    const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", device.#pair.publicKey);
    device.#jwk = { kty, crv, x, y };
    device.thumbprint = await digest(JSON.stringify({ crv, kty, x, y }));
    return device;
  }

  async #sign(header, claims) {
    const part = (value) => encode(text(JSON.stringify(value)));
    const signed = `${part({ alg: "ES256", ...header })}.${part(claims)}`;
    const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, this.#pair.privateKey, text(signed));
    return `${signed}.${encode(signature)}`;
  }

  /** What the device signs to be let in as a guest (`auth`), or to become a regular user (`promote`). */
  request(challenge, action) {
    const now = Math.floor(Date.now() / 1000);
    const header = { typ: "vnd.authgear.anonymous-request", kid: this.thumbprint, jwk: this.#jwk };
    return this.#sign(header, { iat: now, exp: now + 60, challenge, action });
  }

  /** A proof for one request, and for the token that goes with it. */
  async #proof(method, url, token) {
    const claims = { htm: method, htu: url, iat: Math.floor(Date.now() / 1000), jti: random() };
    if (token) claims.ath = await digest(token);
    if (this.#nonce) claims.nonce = this.#nonce;
    return this.#sign({ typ: "dpop+jwt", jwk: this.#jwk }, claims);
  }

  /** Sends a request with a proof of the key, and once more where the server asks for a nonce in it. */
  async send(method, url, { token, body, type } = {}, isAgain = false) {
    const headers = { dpop: await this.#proof(method, url, token) };
    if (token) headers.authorization = `DPoP ${token}`;
    if (type) headers["content-type"] = type;
    const answer = await fetch(url, { method, headers, body });
    this.#nonce = answer.headers.get("dpop-nonce") ?? this.#nonce;
    if (answer.headers.has("dpop-nonce") && !answer.ok && !isAgain) {
      return this.send(method, url, { token, body, type }, true);
    }
    return answer;
  }
}
