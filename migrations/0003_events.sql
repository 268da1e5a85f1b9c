-- What happened, as backends are told. Events of a link are numbered from 1 without a gap.
CREATE TABLE events (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id),
    link_id TEXT NOT NULL REFERENCES links (id),
    sequence BIGINT NOT NULL,
    type TEXT NOT NULL,
    data TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (link_id, sequence)
);
CREATE INDEX events_by_tenant ON events (tenant_id, id);
CREATE INDEX events_by_type ON events (tenant_id, type, id);
