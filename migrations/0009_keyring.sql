-- The keys that this database was used with, none of which can be read here: a server whose ring does not fit does not
-- start. The index key, by which accounts and calls are looked up, stands beside them as ':index'.
CREATE TABLE keyring_keys (
    id TEXT PRIMARY KEY,
    -- What only this key makes of its id.
    check_value TEXT NOT NULL,
    -- When a server last signed with it, or NULL.
    signed_at BIGINT,
    -- Since when no ring needs it.
    retired_at BIGINT,
    created_at BIGINT NOT NULL
);

-- The servers that run, and the keys that each of them has.
CREATE TABLE keyring_nodes (
    id TEXT PRIMARY KEY,
    -- Ids, separated by spaces.
    keys TEXT NOT NULL,
    signing TEXT NOT NULL,
    seen_at BIGINT NOT NULL
);
