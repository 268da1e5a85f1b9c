-- Proofs of possession (DPoP) that were used, so that none is used twice. A proof is known by the hash of its key's
-- thumbprint and its jti, and is forgotten when it is too old to be taken.

CREATE TABLE used_proofs (
    proof_hash TEXT PRIMARY KEY,
    expires_at BIGINT NOT NULL
);
CREATE INDEX used_proofs_by_age ON used_proofs (expires_at);
