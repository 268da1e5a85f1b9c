// oidc-provider as the benchmarks measure it beside a user pool: anonymous sign-ups by a grant of its own, and refreshes
// by its usual one. It keeps everything in memory; access tokens are JWTs, as ours are. The argument is the algorithm that
// it signs with.
import { createServer } from "node:http";
import { randomUUID } from "node:crypto";
import * as jose from "jose";
import Provider from "oidc-provider";

const RESOURCE = "urn:benchmark:api";
const SCOPE = "openid offline_access";

const alg = process.argv[2] ?? "RS256";
const { privateKey } = await jose.generateKeyPair(alg, { extractable: true });
const jwk = { ...(await jose.exportJWK(privateKey)), kid: "first", alg, use: "sig" };
let answer;
const server = createServer((request, response) => answer(request, response));
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = `127.0.0.1:${server.address().port}`;

const resource = { scope: "", audience: RESOURCE, accessTokenFormat: "jwt", jwt: { sign: { alg } } };
const provider = new Provider(`http://${address}`, {
  clients: [
    {
      client_id: "web",
      token_endpoint_auth_method: "none",
      id_token_signed_response_alg: alg,
      redirect_uris: ["http://127.0.0.1/callback"],
      grant_types: ["authorization_code", "refresh_token", "urn:benchmark:anonymous"],
    },
  ],
  jwks: { keys: [jwk] },
  cookies: { keys: ["a key of a benchmark"] },
  features: {
    resourceIndicators: {
      enabled: true,
      defaultResource: () => RESOURCE,
      useGrantedResource: () => true,
      getResourceServerInfo: () => resource,
    },
  },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
});

provider.registerGrantType("urn:benchmark:anonymous", async (ctx) => {
  const { client } = ctx.oidc;
  const accountId = randomUUID();
  const grant = new provider.Grant({ clientId: client.clientId, accountId });
  grant.addOIDCScope(SCOPE);
  grant.addResourceScope(RESOURCE, "");
  const grantId = await grant.save();
  const of = { accountId, client, grantId, gty: "anonymous", scope: SCOPE };
  const access = new provider.AccessToken({ ...of, scope: undefined });
  access.resourceServer = new provider.ResourceServer(RESOURCE, resource);
  const refresh = new provider.RefreshToken({ ...of, resource: RESOURCE, rotations: 0 });
  ctx.oidc.entity("Grant", grant);
  ctx.oidc.entity("AccessToken", access);
  ctx.body = {
    access_token: await access.save(),
    expires_in: access.expiration,
    refresh_token: await refresh.save(),
    scope: SCOPE,
    token_type: "Bearer",
  };
});

answer = provider.callback();
provider.on("server_error", (_, error) => console.error(error));
console.log(address);
process.stdin.resume().on("end", () => process.exit(0));
