-- The time of day may be set forward and back. A used proof is kept until it is too old by the time of day, and until it
-- would be if nobody had set the clock.

ALTER TABLE used_proofs ADD COLUMN kept_until BIGINT NOT NULL DEFAULT 0;
