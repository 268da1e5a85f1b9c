-- A task is done for a subject, which may be a flow or a run of a job, and a subject may have several tasks, one of a kind.
-- What the jobs of a sign-in had as one task becomes the task of the job run that is next.
CREATE TABLE new_tasks (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    -- The id of the flow or job run it is done for.
    subject TEXT NOT NULL,
    -- Whose share of the capacity it takes: the tenant's, and the source host's, which is empty for tasks from before.
    tenant_id TEXT NOT NULL REFERENCES tenants (id),
    host TEXT NOT NULL,
    -- Sealed, and taken away by the first claim: an answer leaves here at most once.
    payload TEXT,
    -- Counts the claims: writes of an earlier one are refused.
    attempt BIGINT NOT NULL,
    leased_by TEXT,
    -- When it may be claimed: at once, or when a lease runs out.
    due_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
INSERT INTO new_tasks (id, kind, subject, tenant_id, host, payload, attempt, leased_by, due_at, created_at)
SELECT t.id, t.kind, t.flow_id, l.tenant_id, '', t.answer, t.attempt, t.leased_by, t.due_at, t.created_at
FROM tasks t JOIN flows f ON f.id = t.flow_id JOIN links l ON l.id = f.link_id
WHERE t.kind <> 'jobs';
INSERT INTO new_tasks (id, kind, subject, tenant_id, host, payload, attempt, leased_by, due_at, created_at)
SELECT t.id, t.kind, r.id, r.tenant_id, '', NULL, t.attempt, t.leased_by, t.due_at, t.created_at
FROM tasks t JOIN job_runs r ON r.flow_id = t.flow_id
WHERE t.kind = 'jobs' AND r.ended_at IS NULL AND r.position =
    (SELECT MIN(o.position) FROM job_runs o WHERE o.flow_id = t.flow_id AND o.ended_at IS NULL);
DROP TABLE tasks;
ALTER TABLE new_tasks RENAME TO tasks;
CREATE INDEX tasks_due ON tasks (due_at);
CREATE UNIQUE INDEX tasks_by_subject ON tasks (subject, kind);
