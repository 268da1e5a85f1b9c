-- How often the jobs and workflows of a tenant were changed: what a process remembers of them is good for one number.
ALTER TABLE tenants ADD COLUMN definitions BIGINT NOT NULL DEFAULT 0;
