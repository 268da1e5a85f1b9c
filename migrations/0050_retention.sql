-- Deleted users are remembered for a while by their ids, and ended sessions by why they ended; both are found by their age.

CREATE INDEX users_by_deletion ON users (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX grants_by_revocation ON grants (revoked_at) WHERE revoked_at IS NOT NULL;
CREATE INDEX grants_by_end ON grants (ends_at) WHERE ends_at IS NOT NULL;
