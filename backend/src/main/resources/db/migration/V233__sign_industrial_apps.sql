-- Table of catalogue.
-- Numbers by which industrial apps of all providers that say nearly the same of themselves are found: two that do share one.
-- They follow from the versions and are made when they are first needed.
CREATE TABLE app_signature (
    offering_id uuid     NOT NULL,
    version     integer  NOT NULL,
    bands       bigint[] NOT NULL,
    CONSTRAINT app_signature_pk PRIMARY KEY (offering_id, version)
);

CREATE INDEX app_signature_bands ON app_signature USING gin (bands);
