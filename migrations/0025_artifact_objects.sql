-- The content of an artifact is an object in the artifact store, sealed with a key of its own. Artifacts from before have
-- their content in the row, and none of these.
ALTER TABLE artifacts ADD COLUMN kind TEXT NOT NULL DEFAULT 'extracted_data';
-- Which step of the run made it, and for which item.
ALTER TABLE artifacts ADD COLUMN place TEXT;
ALTER TABLE artifacts ADD COLUMN object TEXT;
-- Sealed.
ALTER TABLE artifacts ADD COLUMN content_key TEXT;
ALTER TABLE artifacts ADD COLUMN size BIGINT;
ALTER TABLE artifacts ADD COLUMN sha256 TEXT;
ALTER TABLE artifacts ADD COLUMN expires_at BIGINT;
CREATE UNIQUE INDEX artifacts_by_place ON artifacts (workflow_run_id, place) WHERE place IS NOT NULL;
CREATE INDEX artifacts_by_expiry ON artifacts (expires_at) WHERE expires_at IS NOT NULL;

-- Objects to delete from the artifact store. An object is named here before it is written, so that none is left behind by
-- a crash; the transaction that adds its artifact takes it out.
CREATE TABLE object_deletions (
    object TEXT PRIMARY KEY,
    due_at BIGINT NOT NULL
);
CREATE INDEX object_deletions_by_due ON object_deletions (due_at);
