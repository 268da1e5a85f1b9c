-- Why a workflow run ended as it did, as a code, and what the `stop` says that ended it.
ALTER TABLE workflow_runs ADD COLUMN reason TEXT;
ALTER TABLE workflow_runs ADD COLUMN note TEXT;
-- How each of its steps ended so far: JSON.
ALTER TABLE workflow_runs ADD COLUMN outcomes TEXT NOT NULL DEFAULT '[]';
