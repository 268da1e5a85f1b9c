-- What a key may be used for, as a list; NULL means everything.
ALTER TABLE api_keys ADD COLUMN scopes TEXT;
CREATE INDEX api_keys_by_tenant ON api_keys (tenant_id, id);

-- What is deleted stays for the links that were made with it, and is seen by nobody else.
ALTER TABLE sources ADD COLUMN deleted_at BIGINT;
ALTER TABLE workflows ADD COLUMN deleted_at BIGINT;
ALTER TABLE jobs ADD COLUMN deleted_at BIGINT;
CREATE INDEX workflows_by_source ON workflows (source_id);
CREATE INDEX jobs_by_source ON jobs (source_id);

-- Calls that were made with an Idempotency-Key, and what they were answered.
CREATE TABLE idempotent_calls (
    tenant_id TEXT NOT NULL REFERENCES tenants (id),
    key TEXT NOT NULL,
    -- A keyed hash of the method, the path and the body.
    fingerprint TEXT NOT NULL,
    status BIGINT NOT NULL,
    -- Sealed: an answer may hold a link's URL or a key.
    answer TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, key)
);
CREATE INDEX idempotent_calls_by_age ON idempotent_calls (created_at);
