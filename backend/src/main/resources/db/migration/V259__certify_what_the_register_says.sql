-- The same as it was asked to be certified.
ALTER TABLE certification
    ADD COLUMN legal_representative text,
    ADD COLUMN controller text,
    ADD COLUMN registered_address text,
    ADD COLUMN registered_on date,
    ADD COLUMN registered_industry text,
    ADD COLUMN deregistered_on date,
    ADD CONSTRAINT certification_registered_before_deregistered CHECK (deregistered_on >= registered_on);
