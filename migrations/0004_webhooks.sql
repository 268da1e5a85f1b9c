-- Where backends want to be told.
CREATE TABLE webhook_endpoints (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id),
    url TEXT NOT NULL,
    description TEXT,
    -- The types it hears of, or ["*"].
    events TEXT NOT NULL,
    -- Sealed: headers of its own, and what its deliveries are signed with; the old secret signs too until its end.
    headers TEXT,
    secret TEXT NOT NULL,
    old_secret TEXT,
    old_secret_until BIGINT,
    disabled_at BIGINT,
    disabled_reason TEXT,
    deleted_at BIGINT,
    -- Failures in a row, since when there was nothing else, and until when it is left in peace.
    failures BIGINT NOT NULL,
    failing_since BIGINT,
    rest_until BIGINT NOT NULL,
    -- One process at a time delivers to it; the fence counts them, and writes under an earlier one are refused.
    fence BIGINT NOT NULL,
    leased_until BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX webhook_endpoints_by_tenant ON webhook_endpoints (tenant_id, id);

-- An event on its way to an endpoint.
CREATE TABLE deliveries (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id),
    event_id TEXT NOT NULL REFERENCES events (id),
    endpoint_id TEXT NOT NULL REFERENCES webhook_endpoints (id),
    state TEXT NOT NULL,
    -- Attempts made at all, and of them on the present schedule: a replay begins it anew.
    attempts BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    -- When it is tried next, while it is pending.
    due_at BIGINT,
    created_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX deliveries_due ON deliveries (endpoint_id, due_at) WHERE state = 'pending';
CREATE INDEX deliveries_by_tenant ON deliveries (tenant_id, id);
CREATE INDEX deliveries_by_endpoint ON deliveries (endpoint_id, id);
CREATE INDEX deliveries_by_event ON deliveries (event_id);

CREATE TABLE delivery_attempts (
    delivery_id TEXT NOT NULL REFERENCES deliveries (id),
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    -- Milliseconds.
    duration BIGINT NOT NULL,
    status BIGINT,
    -- The beginning of what the endpoint answered.
    answer TEXT,
    error TEXT,
    PRIMARY KEY (delivery_id, number)
);

-- How many links there are of each status.
CREATE INDEX links_by_status ON links (status);
