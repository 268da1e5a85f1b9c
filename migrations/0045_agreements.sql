-- What the customer agreed to when the flow was begun: hashes, as JSON. Flows from before have none.
ALTER TABLE flows ADD COLUMN agreed TEXT;
-- What a workflow run did so far: JSON.
ALTER TABLE workflow_runs ADD COLUMN counts TEXT NOT NULL DEFAULT '{}';
