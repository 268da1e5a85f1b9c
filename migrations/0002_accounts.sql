-- How many secrets were tried on accounts of sources, so that nobody is locked out through us. An account is the keyed
-- hash of where it is, who it is, and what was tried: passwords and codes are counted apart.
CREATE TABLE source_accounts (
    account TEXT PRIMARY KEY,
    tries BIGINT NOT NULL,
    -- When the first of them was.
    since BIGINT NOT NULL
);
CREATE INDEX source_accounts_by_age ON source_accounts (since);
