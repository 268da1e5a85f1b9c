-- Identity: one OpenID Provider for each user pool. Ids are texts; *_hash is the SHA-256 of a random value of at least 128
-- bits, so that nothing that opens anything is stored in clear.

CREATE TABLE user_pools (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id),
    name TEXT NOT NULL,
    -- Its whole definition, policies and lifetimes included.
    definition TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT
);
CREATE INDEX user_pools_by_tenant ON user_pools (tenant_id, id);

-- What tokens of a pool are signed with. A key is published before it signs, and until the last token of it has expired.
CREATE TABLE signing_keys (
    id TEXT PRIMARY KEY,
    pool_id TEXT NOT NULL REFERENCES user_pools (id),
    algorithm TEXT NOT NULL,
    -- Sealed.
    private_key TEXT NOT NULL,
    public_jwk TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    -- When it is published no more, once it is retired.
    retire_at BIGINT
);
CREATE INDEX signing_keys_by_pool ON signing_keys (pool_id, state);
CREATE UNIQUE INDEX signing_keys_active ON signing_keys (pool_id) WHERE state = 'active';

-- The keys of the identity provider that a self-hosted pool trusts, as they were last fetched.
CREATE TABLE jwks_copies (
    pool_id TEXT PRIMARY KEY REFERENCES user_pools (id),
    jwks_uri TEXT NOT NULL,
    keys TEXT NOT NULL,
    fetched_at BIGINT NOT NULL,
    -- When it was last tried, well or not, and what went wrong then.
    tried_at BIGINT NOT NULL,
    last_error TEXT
);

-- Applications of a pool.
CREATE TABLE clients (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id),
    pool_id TEXT NOT NULL REFERENCES user_pools (id),
    name TEXT NOT NULL,
    definition TEXT NOT NULL,
    -- Of a confidential client.
    secret_hash TEXT,
    created_at BIGINT NOT NULL,
    disabled_at BIGINT,
    deleted_at BIGINT
);
CREATE INDEX clients_by_tenant ON clients (tenant_id, id);
CREATE INDEX clients_by_pool ON clients (pool_id);

-- The origins from which scripts may call for a client, for requests that name no client.
CREATE TABLE client_origins (
    origin TEXT NOT NULL,
    client_id TEXT NOT NULL REFERENCES clients (id),
    pool_id TEXT NOT NULL REFERENCES user_pools (id),
    PRIMARY KEY (origin, client_id)
);
CREATE INDEX client_origins_by_client ON client_origins (client_id);

-- End users of a pool; the id is the `sub` of their tokens. A deleted one leaves its id and the reason.
CREATE TABLE users (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id),
    pool_id TEXT NOT NULL REFERENCES user_pools (id),
    is_anonymous BIGINT NOT NULL,
    attributes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    promoted_at BIGINT,
    disabled_at BIGINT,
    merged_into TEXT,
    deleted_at BIGINT,
    delete_reason TEXT
);
CREATE INDEX users_by_tenant ON users (tenant_id, id);
CREATE INDEX users_by_pool ON users (pool_id, is_anonymous, last_seen_at);

-- How a user is recognised.
CREATE TABLE identities (
    id TEXT PRIMARY KEY,
    pool_id TEXT NOT NULL REFERENCES user_pools (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    kind TEXT NOT NULL,
    -- Normalised; of an anonymous identity with a device key, the key's thumbprint, and of one without, the user's id.
    unique_key TEXT NOT NULL,
    display TEXT NOT NULL,
    public_jwk TEXT,
    verified_at BIGINT,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX identities_by_key ON identities (pool_id, kind, unique_key);
CREATE INDEX identities_by_user ON identities (user_id);
CREATE UNIQUE INDEX identities_one_anonymous ON identities (user_id) WHERE kind = 'anonymous';
CREATE UNIQUE INDEX identities_one_external ON identities (user_id) WHERE kind = 'external';

-- What a user proves an identity with.
CREATE TABLE authenticators (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    type TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- A hash of a password or code, or sealed where it must be read again.
    secret TEXT,
    data TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT,
    failed_count BIGINT NOT NULL,
    locked_until BIGINT
);
CREATE INDEX authenticators_by_user ON authenticators (user_id);

-- Keys of devices, by their RFC 7638 thumbprints.
CREATE TABLE devices (
    id TEXT PRIMARY KEY,
    pool_id TEXT NOT NULL REFERENCES user_pools (id),
    jkt TEXT NOT NULL,
    -- The name that the device gives its key.
    kid TEXT,
    public_jwk TEXT NOT NULL,
    user_id TEXT REFERENCES users (id),
    client_id TEXT NOT NULL REFERENCES clients (id),
    -- What the device says of itself.
    details TEXT NOT NULL,
    state TEXT NOT NULL,
    state_reason TEXT,
    enrolled_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX devices_by_jkt ON devices (pool_id, jkt);
CREATE INDEX devices_by_user ON devices (user_id);

-- Sign-ins of browsers on the issuer's own pages.
CREATE TABLE browser_sessions (
    id TEXT PRIMARY KEY,
    pool_id TEXT NOT NULL REFERENCES user_pools (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    token_hash TEXT NOT NULL UNIQUE,
    acr TEXT NOT NULL,
    amr TEXT NOT NULL,
    auth_time BIGINT NOT NULL,
    user_agent TEXT,
    created_at BIGINT NOT NULL,
    last_access_at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE INDEX browser_sessions_by_user ON browser_sessions (user_id);

-- What a client may do for a user, from a sign-in on; its id is the `sid` of the tokens. How long it lives follows from
-- the lifetimes of its pool and client, as they are when it is used.
CREATE TABLE grants (
    id TEXT PRIMARY KEY,
    pool_id TEXT NOT NULL REFERENCES user_pools (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    client_id TEXT NOT NULL REFERENCES clients (id),
    device_id TEXT REFERENCES devices (id),
    browser_session_id TEXT REFERENCES browser_sessions (id),
    scope TEXT NOT NULL,
    acr TEXT NOT NULL,
    amr TEXT NOT NULL,
    auth_time BIGINT NOT NULL,
    dpop_jkt TEXT,
    origin TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    -- Of one without a refresh token: when its only access token expires.
    ends_at BIGINT,
    revoked_at BIGINT,
    revoke_reason TEXT
);
CREATE INDEX grants_by_user ON grants (user_id);
CREATE INDEX grants_by_session ON grants (browser_session_id);

CREATE TABLE refresh_tokens (
    id TEXT PRIMARY KEY,
    grant_id TEXT NOT NULL REFERENCES grants (id),
    token_hash TEXT NOT NULL UNIQUE,
    -- What took its place.
    successor_id TEXT,
    -- The access token that was issued with it, and when that was first used.
    access_jti TEXT NOT NULL,
    access_used_at BIGINT,
    created_at BIGINT NOT NULL,
    consumed_at BIGINT
);
CREATE INDEX refresh_tokens_by_grant ON refresh_tokens (grant_id);
CREATE INDEX refresh_tokens_by_access ON refresh_tokens (access_jti);

-- Everything that is good for one use: consumed by one statement.
CREATE TABLE one_time_codes (
    id TEXT PRIMARY KEY,
    pool_id TEXT REFERENCES user_pools (id),
    kind TEXT NOT NULL,
    code_hash TEXT NOT NULL UNIQUE,
    client_id TEXT,
    user_id TEXT,
    external_id TEXT,
    device_id TEXT,
    payload TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    consumed_at BIGINT,
    -- What was made with it, and ends when it comes again.
    issued_grant_id TEXT
);
CREATE INDEX one_time_codes_by_age ON one_time_codes (expires_at);
CREATE INDEX one_time_codes_by_user ON one_time_codes (user_id, kind);

-- Sign-ins under way on the issuer's own pages.
CREATE TABLE auth_flows (
    id TEXT PRIMARY KEY,
    pool_id TEXT NOT NULL REFERENCES user_pools (id),
    client_id TEXT NOT NULL REFERENCES clients (id),
    -- The hash of the cookie of the browser it belongs to.
    browser_hash TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- What the application asked for.
    request TEXT NOT NULL,
    step TEXT NOT NULL,
    user_id TEXT REFERENCES users (id),
    -- Sealed: what was given and is not proven yet.
    pending TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX auth_flows_by_age ON auth_flows (expires_at);

-- How many anonymous users a pool has made, by days since 1970.
CREATE TABLE sign_up_counts (
    pool_id TEXT NOT NULL REFERENCES user_pools (id),
    day BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (pool_id, day)
);
