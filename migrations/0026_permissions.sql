-- What a workflow may do at its source, as JSON, where its author declared it; of a run, as it was when the run was made.
ALTER TABLE workflows ADD COLUMN permissions TEXT;
ALTER TABLE workflow_runs ADD COLUMN permissions TEXT;
