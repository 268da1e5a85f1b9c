-- One text for SQLite and PostgreSQL: TEXT and BIGINT only. Times are Unix microseconds, lists and documents JSON,
-- sealed bytes text. A fact that has a moment is that moment, or NULL.

CREATE TABLE tenants (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    accent TEXT,
    logo TEXT,
    return_urls TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE api_keys (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id),
    name TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT
);

CREATE TABLE sources (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id),
    name TEXT NOT NULL,
    login_url TEXT NOT NULL,
    is_test BIGINT NOT NULL,
    definition TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX sources_by_tenant ON sources (tenant_id, id);

CREATE TABLE workflows (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id),
    source_id TEXT NOT NULL REFERENCES sources (id),
    name TEXT NOT NULL,
    steps TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX workflows_by_tenant ON workflows (tenant_id, id);

CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id),
    source_id TEXT NOT NULL REFERENCES sources (id),
    name TEXT NOT NULL,
    workflow_ids TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX jobs_by_tenant ON jobs (tenant_id, id);

CREATE TABLE links (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id),
    source_id TEXT NOT NULL REFERENCES sources (id),
    token_id TEXT NOT NULL UNIQUE,
    token_key TEXT NOT NULL,
    external_id TEXT NOT NULL,
    job_ids TEXT NOT NULL,
    -- The names of the jobs when the link was made: what the customer was told.
    purposes TEXT NOT NULL,
    return_url TEXT,
    locale TEXT,
    metadata TEXT NOT NULL,
    identifier TEXT,
    status TEXT NOT NULL,
    status_reason TEXT,
    last_refusal TEXT,
    last_flow TEXT,
    sequence BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX links_by_tenant ON links (tenant_id, id);
CREATE INDEX links_by_external_id ON links (tenant_id, external_id, id);
-- What the sweeper looks for: links whose time is up although their status does not say so.
CREATE INDEX links_due ON links (expires_at) WHERE status IN ('CREATED', 'ACCESSED', 'AUTHENTICATING', 'FAILED');

CREATE TABLE link_transitions (
    link_id TEXT NOT NULL REFERENCES links (id),
    sequence BIGINT NOT NULL,
    from_status TEXT,
    to_status TEXT NOT NULL,
    at BIGINT NOT NULL,
    flow_id TEXT,
    reason TEXT,
    actor TEXT NOT NULL,
    PRIMARY KEY (link_id, sequence)
);

CREATE TABLE flows (
    id TEXT PRIMARY KEY,
    link_id TEXT NOT NULL REFERENCES links (id),
    -- The hash of the session id of the browser it belongs to.
    browser TEXT NOT NULL,
    stage TEXT NOT NULL,
    turn BIGINT NOT NULL,
    deadline BIGINT NOT NULL,
    -- Sealed: what is asked now.
    challenge TEXT,
    refusal TEXT,
    -- Sealed: the source's page and cookies as they were left, and what the run remembers.
    checkpoint TEXT,
    created_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX flows_by_link ON flows (link_id);
CREATE INDEX flows_overdue ON flows (deadline) WHERE ended_at IS NULL;

CREATE TABLE job_runs (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id),
    link_id TEXT NOT NULL REFERENCES links (id),
    flow_id TEXT NOT NULL REFERENCES flows (id),
    job_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    status TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX job_runs_by_tenant ON job_runs (tenant_id, id);
CREATE INDEX job_runs_by_link ON job_runs (link_id);
CREATE INDEX job_runs_by_flow ON job_runs (flow_id);

CREATE TABLE workflow_runs (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id),
    job_run_id TEXT NOT NULL REFERENCES job_runs (id),
    workflow_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    status TEXT NOT NULL,
    -- The steps as they were when the run was made.
    steps TEXT NOT NULL,
    current_step BIGINT,
    error TEXT,
    created_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX workflow_runs_by_tenant ON workflow_runs (tenant_id, id);
CREATE INDEX workflow_runs_by_job_run ON workflow_runs (job_run_id);

CREATE TABLE artifacts (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (id),
    workflow_run_id TEXT NOT NULL REFERENCES workflow_runs (id),
    name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    content TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX artifacts_by_tenant ON artifacts (tenant_id, id);
CREATE INDEX artifacts_by_run ON artifacts (workflow_run_id);

CREATE TABLE tasks (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    -- The flow it is about.
    flow_id TEXT NOT NULL REFERENCES flows (id),
    -- Sealed, and taken away by the first claim: an answer leaves here at most once.
    answer TEXT,
    attempt BIGINT NOT NULL,
    leased_by TEXT,
    -- When it may be claimed: at once, or when a lease runs out.
    due_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX tasks_due ON tasks (due_at);
CREATE UNIQUE INDEX tasks_by_flow ON tasks (flow_id);
