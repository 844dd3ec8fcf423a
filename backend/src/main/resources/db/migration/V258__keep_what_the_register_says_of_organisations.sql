-- Who stands behind an organisation, and what the business register says of it: as it says itself, and as it is
-- certified. Names of people are personal data; they are compared and never searched.
ALTER TABLE organization
    ADD COLUMN legal_representative text,
    ADD COLUMN controller text,
    ADD COLUMN registered_address text,
    ADD COLUMN registered_on date,
    ADD COLUMN registered_industry text,
    ADD COLUMN deregistered_on date,
    ADD COLUMN certified_legal_representative text,
    ADD COLUMN certified_controller text,
    ADD COLUMN certified_registered_address text,
    ADD COLUMN certified_registered_on date,
    ADD COLUMN certified_registered_industry text,
    ADD COLUMN certified_deregistered_on date,
    ADD CONSTRAINT organization_registered_before_deregistered CHECK (deregistered_on >= registered_on),
    ADD CONSTRAINT organization_registration_certified_with_it CHECK (certification_id IS NOT NULL
        OR num_nonnulls(certified_legal_representative, certified_controller, certified_registered_address,
            certified_registered_on, certified_registered_industry, certified_deregistered_on) = 0);
