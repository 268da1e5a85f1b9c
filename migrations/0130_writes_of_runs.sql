-- The last step in which a run was about to send what may change something at its source, whatever sent it. A run that was
-- cut off does not do that step again.
ALTER TABLE workflow_runs ADD COLUMN wrote_in BIGINT;
