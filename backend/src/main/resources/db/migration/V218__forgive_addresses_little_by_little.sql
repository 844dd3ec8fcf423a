-- An address's failures become fewer all the time, not only after an hour without any.
ALTER TABLE sign_in_failure ALTER COLUMN failures TYPE double precision;
