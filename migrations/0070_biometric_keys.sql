-- Keys of devices that a biometric check guards are identities. Each is of the device on which it was set up, where that
-- is known, and goes with it.

ALTER TABLE identities ADD COLUMN device_id TEXT;
