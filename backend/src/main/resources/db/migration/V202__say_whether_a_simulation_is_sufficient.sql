-- An approval rests on a simulation only when somebody of the programme's region was in it for whom there was money. What
-- has run before keeps what came of it.
ALTER TABLE simulation_result ADD COLUMN is_sufficient boolean NOT NULL DEFAULT true;
ALTER TABLE simulation_result ALTER COLUMN is_sufficient DROP DEFAULT;
