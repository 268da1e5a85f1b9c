-- What happened, as backends are told. Events of a link are numbered from 1 without a gap, and all events of a company
-- in the order in which they were committed: its feed.
CREATE TABLE events (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id),
    -- The link it is about and its number there, or NULL.
    link_id TEXT REFERENCES links (id),
    sequence BIGINT,
    -- The webhook endpoint it is about, or NULL.
    endpoint_id TEXT,
    position BIGINT NOT NULL,
    type TEXT NOT NULL,
    data TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (link_id, sequence)
);
CREATE UNIQUE INDEX events_by_tenant ON events (tenant_id, position);
CREATE INDEX events_by_type ON events (tenant_id, type, position);
CREATE INDEX events_by_age ON events (created_at);
-- The last position of the feed.
ALTER TABLE tenants ADD COLUMN feed BIGINT NOT NULL DEFAULT 0;
-- The link's last number when events of it were last swept: numbers go on from there when none are left.
ALTER TABLE links ADD COLUMN last_swept BIGINT NOT NULL DEFAULT 0;
