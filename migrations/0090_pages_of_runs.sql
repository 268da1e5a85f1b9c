-- The page behind the last step of a run that may have changed something, sealed, from which the run goes on when its worker
-- has died; until the run has ended.
ALTER TABLE workflow_runs ADD COLUMN page TEXT;
