-- Who handed an application in and from where: personal data, kept to find many that come through one hand (F4).
CREATE TABLE application_origin (
    application_id  uuid        NOT NULL,
    organization_id uuid        NOT NULL,
    submitted_by    uuid        NOT NULL,
    net_address     text        COLLATE "C",
    submitted_at    timestamptz NOT NULL,
    CONSTRAINT application_origin_pk PRIMARY KEY (application_id)
);

CREATE INDEX application_origin_organization_list ON application_origin (organization_id);
CREATE INDEX application_origin_person_list ON application_origin (submitted_by);
CREATE INDEX application_origin_address_list ON application_origin (net_address, submitted_at)
    WHERE net_address IS NOT NULL;
COMMENT ON COLUMN application_origin.net_address IS 'Null where it was none that is reachable from everywhere';

-- Who can be reached at the same telephone.
CREATE INDEX organization_contact_phone ON organization (regexp_replace(contact_phone, '[^0-9]+', '', 'g'))
    WHERE contact_phone IS NOT NULL;

-- Of two that name the same contract the one that named it first has used it; the other uses it again.
ALTER TABLE application_evidence ADD COLUMN recorded_at timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE application_evidence ALTER COLUMN recorded_at DROP DEFAULT;
