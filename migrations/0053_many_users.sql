-- Lists of users and the search for orphans cost what they find, however many users there are.

CREATE INDEX users_by_pool_and_id ON users (pool_id, id);
CREATE INDEX users_by_kind ON users (tenant_id, is_anonymous, id);
CREATE INDEX identities_by_customer ON identities (unique_key) WHERE kind = 'external';

-- When a session of a guest was ended: of the others, only those who were not seen for long can be orphans.
ALTER TABLE users ADD COLUMN left_at BIGINT;
UPDATE users SET left_at = last_seen_at WHERE is_anonymous = 1 AND NOT EXISTS
    (SELECT 1 FROM grants g WHERE g.user_id = users.id AND g.revoked_at IS NULL);
CREATE INDEX users_who_left ON users (pool_id) WHERE left_at IS NOT NULL;
