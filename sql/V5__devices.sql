-- Which devices are signed in, and which were signed out by force.

ALTER TABLE device ADD COLUMN seen_ts BIGINT NOT NULL DEFAULT 0; -- last login or resume, to the hour
UPDATE device SET seen_ts = token_ts;
ALTER TABLE device ADD COLUMN ended_at TIMESTAMP(3) NULL; -- by the database's clock: nodes ask what ended since; null while it may have sessions
CREATE INDEX device_ended ON device (ended_at);
