-- How many guests a pool has, so that a sign-up need not count them, and how many it got on the day (in days since 1970) on
-- which the last one came. A guest who becomes a regular user, is merged into one or is deleted is taken off.
CREATE TABLE guest_counts (
    pool_id TEXT PRIMARY KEY REFERENCES user_pools (id),
    living BIGINT NOT NULL,
    day BIGINT NOT NULL,
    of_day BIGINT NOT NULL,
    -- The highest cap on living guests of which the tenant was told.
    told TEXT
);
INSERT INTO guest_counts (pool_id, living, day, of_day)
SELECT p.id,
    (SELECT COUNT(*) FROM users u
     WHERE u.pool_id = p.id AND u.is_anonymous = 1 AND u.deleted_at IS NULL AND u.merged_into IS NULL),
    COALESCE((SELECT MAX(s.day) FROM sign_up_counts s WHERE s.pool_id = p.id), 0),
    COALESCE((SELECT s.count FROM sign_up_counts s WHERE s.pool_id = p.id ORDER BY s.day DESC LIMIT 1), 0)
FROM user_pools p;
DROP TABLE sign_up_counts;

-- When a biometric key last signed its user in.
ALTER TABLE identities ADD COLUMN last_used_at BIGINT;
