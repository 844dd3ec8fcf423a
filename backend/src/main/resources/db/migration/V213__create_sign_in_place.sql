-- Where somebody has signed in before. Failures from such a place are counted for it alone, so that whoever fails from
-- elsewhere keeps nobody out who is at home.
CREATE TABLE sign_in_place (
    name text NOT NULL,
    address text NOT NULL,
    last_at timestamptz NOT NULL,
    CONSTRAINT sign_in_place_pk PRIMARY KEY (name, address)
) WITH (fillfactor = 70);

COMMENT ON COLUMN sign_in_place.name IS 'SHA-256 of the user name';
COMMENT ON COLUMN sign_in_place.address IS 'SHA-256 of the network address';
CREATE INDEX sign_in_place_old ON sign_in_place (last_at);

ALTER TABLE sign_in_failure DROP CONSTRAINT sign_in_failure_kind_known;
ALTER TABLE sign_in_failure ADD CONSTRAINT sign_in_failure_kind_known
    CHECK (kind IN ('NAME', 'PLACE', 'ADDRESS', 'RESET'));
