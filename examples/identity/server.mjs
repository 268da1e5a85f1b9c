// The backend of a small application: it serves the page, knows who is signed in to the company, and asks Vestibule for a
// code that names this customer. It is the only one that has the API key. It plays a third party as well, which takes the
// narrow tokens of users.
//
//     vestibule demo --json | node examples/identity/server.mjs
import { createPublicKey, randomUUID, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createInterface } from "node:readline";

const { value: line } = await createInterface({ input: process.stdin })[Symbol.asyncIterator]().next();
const { api_url: api, api_key: key, identity } = JSON.parse(line);
const pool = identity.issuer.split("/").at(-1);
const audience = "example-orders";

/** Calls the API with the company's key. */
async function vestibule(method, path, body) {
  const answer = await fetch(`${api}/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  const told = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${path}: ${told.detail}`);
  return told;
}

// The third party is registered once.
const { data: known } = await vestibule("GET", "/resource-servers?limit=100");
if (!known.some((server) => server.identifier === audience)) {
  const server = { identifier: audience, name: "Orders", allow_anonymous: true, scopes: ["orders:read"] };
  await vestibule("POST", "/resource-servers", server);
}

/** Customers who are signed in to the company, by their cookies. How they sign in there is the company's own affair. */
const customers = new Map();
const customerOf = (request) => customers.get(/company=([\w-]+)/.exec(request.headers.cookie ?? "")?.[1]);

/** What a narrow token says, if it is one for the third party: verified with what the issuer has published. */
async function claimsOf(token) {
  const [header, claims, signature] = token.split(".");
  const read = (part) => JSON.parse(Buffer.from(part, "base64url"));
  const { keys } = await (await fetch(`${identity.issuer}/oauth2/jwks`)).json();
  const jwk = keys.find((key) => key.kid === read(header).kid);
  const signed = Buffer.from(`${header}.${claims}`);
  if (!jwk || read(header).alg !== "RS256") return undefined;
  const isGood = verify("sha256", signed, createPublicKey({ key: jwk, format: "jwk" }), Buffer.from(signature, "base64url"));
  const { iss, aud, exp, ...rest } = read(claims);
  return isGood && iss === identity.issuer && aud.includes(audience) && exp > Date.now() / 1000 ? rest : undefined;
}

const calls = {
  "GET /config": () => ({ issuer: identity.issuer, api, client: identity.web_client_id, audience }),
  /** The company's own sign-in, which asks for no password here. */
  "POST /company/sign-in": (request, { customer }, headers) => {
    const session = randomUUID();
    customers.set(session, customer);
    headers["set-cookie"] = `company=${session}; HttpOnly; SameSite=Lax; Path=/`;
    return { customer };
  },
  /** A code for whoever is signed in to the company. The page never says itself who the customer is. */
  "POST /company/code": async (request) => {
    const customer = customerOf(request);
    if (!customer) return undefined;
    return vestibule("POST", "/auth-codes", { external_id: customer, user_pool_id: pool });
  },
  "GET /orders": async (request) => {
    const claims = await claimsOf((request.headers.authorization ?? "").replace("Bearer ", ""));
    return claims && { of: claims.sub, acr: claims.acr, orders: [] };
  },
};

async function body(request) {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text ? JSON.parse(text) : {};
}

const files = { "/": ["index.html", "text/html"], "/app.js": ["app.js", "text/javascript"], "/device.js": ["device.js", "text/javascript"] };
const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  const file = files[pathname] ?? (pathname === "/callback" ? files["/"] : undefined);
  if (request.method === "GET" && file) {
    response.writeHead(200, { "content-type": `${file[1]}; charset=utf-8` });
    return response.end(readFileSync(new URL(file[0], import.meta.url)));
  }
  const call = calls[`${request.method} ${pathname}`];
  const headers = { "content-type": "application/json", "cache-control": "no-store" };
  try {
    const told = await call?.(request, await body(request), headers);
    response.writeHead(told ? 200 : call ? 401 : 404, headers);
    return response.end(JSON.stringify(told ?? {}));
  } catch (error) {
    response.writeHead(502, headers);
    return response.end(JSON.stringify({ error: error.message }));
  }
});
server.listen(Number(process.env.PORT ?? 0), "127.0.0.1", () => {
  console.log(`http://localhost:${server.address().port}/`);
});
