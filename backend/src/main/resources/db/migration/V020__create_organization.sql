CREATE TABLE organization (
    id uuid CONSTRAINT organization_pk PRIMARY KEY,
    credit_code text NOT NULL CONSTRAINT organization_credit_code_unique UNIQUE
        CONSTRAINT organization_credit_code_form CHECK (credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
    kind text NOT NULL CONSTRAINT organization_kind_known
        CHECK (kind IN ('ENTERPRISE', 'PROVIDER', 'AUTHORITY', 'OPERATOR')),
    name_zh text NOT NULL,
    name_en text,
    region_code text NOT NULL CONSTRAINT organization_region_form CHECK (region_code ~ '^[0-9]{6}$'),
    industry_code text,
    contact_name text,
    contact_phone text,
    contact_email text,
    version integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    created_by uuid,
    updated_at timestamptz NOT NULL,
    updated_by uuid
);

-- The list that an authority sees: its own region and below, newest first.
CREATE INDEX organization_region_list ON organization (region_code, id);
