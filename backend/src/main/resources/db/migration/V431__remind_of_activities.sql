-- Whoever has a seat is reminded once, a day before; who gets it later has just been told.
ALTER TABLE activity_registration ADD COLUMN reminded_at timestamptz;

CREATE INDEX activity_registration_to_remind ON activity_registration (activity_id)
    WHERE status = 'SEATED' AND reminded_at IS NULL;
CREATE INDEX activity_to_come ON activity (starts_at) WHERE status = 'PUBLISHED';
