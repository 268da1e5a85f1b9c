-- Mails that are to be sent, until they are or their time is up.
CREATE TABLE letters (
    id TEXT PRIMARY KEY,
    -- Sealed: whom it goes to, and what it says.
    content TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX letters_by_due ON letters (due_at);
