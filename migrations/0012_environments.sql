-- A company has two sides, live and test, each a tenant of its own, so that neither sees, counts or deletes what is the
-- other's. Tenants from before are live.

ALTER TABLE tenants ADD COLUMN environment TEXT NOT NULL DEFAULT 'live';
-- What both sides of a company have in common: the id of the side that was made first.
ALTER TABLE tenants ADD COLUMN company_id TEXT;
UPDATE tenants SET company_id = id;
CREATE UNIQUE INDEX tenants_by_company ON tenants (company_id, environment);
