-- What a workflow is given, as a JSON Schema, where its author declared it; of a run, as it was when the run was made.
ALTER TABLE workflows ADD COLUMN inputs TEXT;
ALTER TABLE workflow_runs ADD COLUMN inputs TEXT;
-- The values that a job has for all of its links, as JSON.
ALTER TABLE jobs ADD COLUMN inputs TEXT NOT NULL DEFAULT '{}';

-- The values that the jobs of a link are given, sealed, until the link has ended.
CREATE TABLE link_inputs (
    link_id TEXT PRIMARY KEY REFERENCES links (id),
    sealed TEXT NOT NULL
);
