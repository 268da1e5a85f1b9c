-- Devices are bound to users by codes that the tenant's backend asks for, and customers have a few of these at a time.

ALTER TABLE devices ADD COLUMN authentication_mode TEXT NOT NULL DEFAULT 'no';
CREATE INDEX grants_by_device ON grants (device_id);
CREATE INDEX one_time_codes_by_customer ON one_time_codes (pool_id, external_id);

-- How often what an application's devices are configured with was changed, and one.
ALTER TABLE clients ADD COLUMN sdk_config_version BIGINT NOT NULL DEFAULT 1;
