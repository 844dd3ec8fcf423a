-- What authorities did to organisations beside deciding on certifications: facts that stay.
CREATE TABLE organization_measure (
    id uuid CONSTRAINT organization_measure_pk PRIMARY KEY,
    organization_id uuid NOT NULL CONSTRAINT organization_measure_organization_fk REFERENCES organization (id),
    measure text NOT NULL CONSTRAINT organization_measure_known CHECK (measure IN ('FREEZE', 'UNFREEZE', 'REVOKE')),
    reason text NOT NULL,
    taken_at timestamptz NOT NULL,
    taken_by uuid NOT NULL
);

CREATE INDEX organization_measure_organization_list ON organization_measure (organization_id, id);
