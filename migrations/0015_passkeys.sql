-- Passkeys: public keys of a user's devices, with which the user signs in.
CREATE TABLE passkeys (
    id TEXT PRIMARY KEY,
    pool_id TEXT NOT NULL REFERENCES user_pools (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    -- How the device names the key.
    credential_id TEXT NOT NULL,
    public_key TEXT NOT NULL,
    -- How often it has signed, as far as the device says.
    counter BIGINT NOT NULL,
    -- The browser in which it was made.
    user_agent TEXT,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT
);
CREATE UNIQUE INDEX passkeys_by_credential ON passkeys (pool_id, credential_id);
CREATE INDEX passkeys_by_user ON passkeys (user_id);
