-- Third parties that users' tokens are narrowed for.

CREATE TABLE resource_servers (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id),
    -- The `aud` of their tokens.
    identifier TEXT NOT NULL,
    definition TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    deleted_at BIGINT
);
CREATE INDEX resource_servers_by_tenant ON resource_servers (tenant_id, id);
CREATE UNIQUE INDEX resource_servers_by_identifier ON resource_servers (tenant_id, identifier) WHERE deleted_at IS NULL;
