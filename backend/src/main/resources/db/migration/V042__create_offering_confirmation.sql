-- When the provider last said that an unchanged offering still holds. Apart from the offering, because it changes often and
-- is narrow; at most one write a day for each, so that a repeated push of the same catalogue writes nothing.
CREATE TABLE offering_confirmation (
    offering_id  uuid        NOT NULL,
    provider_id  uuid        NOT NULL,
    confirmed_at timestamptz NOT NULL,
    CONSTRAINT offering_confirmation_pk PRIMARY KEY (offering_id, provider_id)
) WITH (fillfactor = 70);
