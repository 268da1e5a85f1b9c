-- The place of its event in the tenant's feed, so that the next of a long line is found without sorting the line.
ALTER TABLE deliveries ADD COLUMN position BIGINT NOT NULL DEFAULT 0;
UPDATE deliveries SET position = (SELECT e.position FROM events e WHERE e.id = deliveries.event_id);
DROP INDEX deliveries_due;
CREATE INDEX deliveries_due ON deliveries (endpoint_id, due_at, position) WHERE state = 'pending';
