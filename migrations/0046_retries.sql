-- The run that this one does again, and when a run was done again by another.
ALTER TABLE job_runs ADD COLUMN retry_of TEXT;
ALTER TABLE job_runs ADD COLUMN retried_at BIGINT;
-- Until when the signed-in session of a flow is kept after its jobs failed, so that they can be done again.
ALTER TABLE flows ADD COLUMN session_until BIGINT;
CREATE INDEX flows_by_session ON flows (session_until) WHERE session_until IS NOT NULL;
