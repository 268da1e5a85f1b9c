-- The last step of an authenticator app's codes that was used: none is used twice.
ALTER TABLE authenticators ADD COLUMN last_step BIGINT;
CREATE UNIQUE INDEX authenticators_one_app ON authenticators (user_id) WHERE type = 'totp';
