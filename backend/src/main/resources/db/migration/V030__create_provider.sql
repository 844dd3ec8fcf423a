-- One row per organisation that offers services on the platform.
CREATE TABLE provider (
    id uuid CONSTRAINT provider_pk PRIMARY KEY,
    organization_id uuid NOT NULL CONSTRAINT provider_organization_unique UNIQUE
        CONSTRAINT provider_organization_fk REFERENCES organization (id),
    kinds text[] NOT NULL CONSTRAINT provider_kinds_known CHECK (
        cardinality(kinds) > 0
        AND kinds <@ ARRAY['CLOUD_PLATFORM', 'CLOUD_APPLICATION', 'TELECOM', 'SERVICE_INSTITUTION']),
    name_zh text NOT NULL,
    name_en text,
    hotline text,
    homepage text,
    status text NOT NULL CONSTRAINT provider_status_known CHECK (status IN ('QUALIFIED', 'SUSPENDED')),
    version integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    created_by uuid,
    updated_at timestamptz NOT NULL
);
