-- When the keys of a pool are to be looked at, since its algorithm was changed: to publish a key, or to let it sign.
ALTER TABLE user_pools ADD COLUMN keys_due_at BIGINT;
CREATE INDEX user_pools_with_keys_due ON user_pools (keys_due_at) WHERE keys_due_at IS NOT NULL;
