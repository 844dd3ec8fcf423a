-- Table of the sample.
CREATE TABLE suggestion (
    id uuid PRIMARY KEY,
    version integer NOT NULL,
    organization_id uuid NOT NULL REFERENCES organization,
    region_code text NOT NULL,
    title text NOT NULL,
    description text NOT NULL,
    status text NOT NULL CONSTRAINT suggestion_status_known CHECK (status IN ('DRAFT', 'PUBLISHED', 'CLOSED', 'WITHDRAWN')),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX suggestion_organization ON suggestion (organization_id, id);
