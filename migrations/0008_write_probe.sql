-- One row that is written to find out whether writes work.
CREATE TABLE write_probe (
    id BIGINT PRIMARY KEY,
    written_at BIGINT NOT NULL
);
INSERT INTO write_probe (id, written_at) VALUES (1, 0);
