-- Which end user an event is about, so that what happened to one is found.

ALTER TABLE events ADD COLUMN user_id TEXT;
CREATE INDEX events_by_user ON events (user_id, position) WHERE user_id IS NOT NULL;
