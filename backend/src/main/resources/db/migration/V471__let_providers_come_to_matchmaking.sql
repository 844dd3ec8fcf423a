-- Tables of activity.
-- Providers register people for matchmaking; plans of trainings count those of enterprises alone.
ALTER TABLE activity_registration ADD COLUMN is_provider boolean NOT NULL DEFAULT false;
ALTER TABLE activity_registration ALTER COLUMN is_provider DROP DEFAULT;
