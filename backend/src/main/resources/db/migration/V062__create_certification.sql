CREATE TABLE certification (
    id uuid CONSTRAINT certification_pk PRIMARY KEY,
    organization_id uuid NOT NULL CONSTRAINT certification_organization_fk REFERENCES organization (id),
    status text NOT NULL CONSTRAINT certification_status_known CHECK (status IN
        ('DRAFT', 'SUBMITTED', 'RETURNED', 'CERTIFIED', 'REJECTED', 'WITHDRAWN', 'SUPERSEDED', 'REVOKED')),
    name_zh text NOT NULL,
    name_en text,
    region_code text NOT NULL CONSTRAINT certification_region_form CHECK (region_code ~ '^[0-9]{6}$'),
    industry_code text,
    staff_count bigint,
    revenue_fen bigint,
    assets_fen bigint,
    size text NOT NULL,
    tags text[] NOT NULL,
    submitted_at timestamptz,
    outcome text CONSTRAINT certification_outcome_known CHECK (outcome IN ('CERTIFY', 'RETURN', 'REJECT')),
    reason text,
    clause text,
    defects jsonb NOT NULL DEFAULT '[]',
    decided_at timestamptz,
    decided_by uuid,
    version integer NOT NULL,
    created_at timestamptz NOT NULL,
    created_by uuid NOT NULL,
    updated_at timestamptz NOT NULL,
    updated_by uuid NOT NULL,
    CONSTRAINT certification_decision_whole CHECK (num_nulls(outcome, reason, decided_at, decided_by) IN (0, 4))
);

CREATE UNIQUE INDEX certification_one_open ON certification (organization_id)
    WHERE status IN ('DRAFT', 'SUBMITTED', 'RETURNED');
CREATE INDEX certification_organization_list ON certification (organization_id, id);
-- What waits for an authority.
CREATE INDEX certification_region_list ON certification (region_code, status, id);
