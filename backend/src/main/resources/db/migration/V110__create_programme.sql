-- A voucher programme: one policy of one budget owner for one fiscal year. What it is depends on its facts and the clock;
-- status is the last move that somebody made, so that OPEN and CLOSED need nobody to be awake at the second.
CREATE TABLE programme (
    id                    uuid        NOT NULL,
    name_zh               text        NOT NULL,
    name_en               text,
    summary_zh            text,
    summary_en            text,
    funding_level         text        NOT NULL,
    region_code           text        NOT NULL,
    owner_organization_id uuid        NOT NULL,
    fiscal_year           integer     NOT NULL,
    status                text        NOT NULL,
    opens_at              timestamptz,
    closes_at             timestamptz,
    rule_version          integer     NOT NULL DEFAULT 0,
    carried_from_id       uuid,
    version               integer     NOT NULL DEFAULT 0,
    created_at            timestamptz NOT NULL,
    created_by            uuid        NOT NULL,
    updated_at            timestamptz NOT NULL,
    updated_by            uuid        NOT NULL,
    CONSTRAINT programme_pk PRIMARY KEY (id),
    CONSTRAINT programme_level_known CHECK (funding_level IN ('PROVINCE', 'CITY', 'COUNTY')),
    CONSTRAINT programme_region_form CHECK (region_code ~ '^[0-9]{6}$'),
    CONSTRAINT programme_year_sensible CHECK (fiscal_year BETWEEN 2018 AND 2100),
    CONSTRAINT programme_status_known CHECK (status IN ('DRAFT', 'SIMULATED', 'APPROVED', 'ANNOUNCED', 'OPEN',
        'SUSPENDED', 'CLOSED', 'SETTLING', 'ACCOUNTED')),
    CONSTRAINT programme_opening_ordered CHECK (opens_at < closes_at)
);

CREATE INDEX programme_region_list ON programme (region_code, id);

-- The rules of a programme, never changed: another version takes effect later.
CREATE TABLE rule_version (
    programme_id   uuid        NOT NULL,
    version        integer     NOT NULL,
    effective_from timestamptz,
    rules          text        NOT NULL,
    content_hash   text        NOT NULL,
    reason         text        NOT NULL,
    created_at     timestamptz NOT NULL,
    created_by     uuid        NOT NULL,
    approved_at    timestamptz,
    approved_by    uuid,
    CONSTRAINT rule_version_pk PRIMARY KEY (programme_id, version),
    CONSTRAINT rule_version_programme_fk FOREIGN KEY (programme_id) REFERENCES programme (id),
    CONSTRAINT rule_version_four_eyes CHECK (approved_by IS NULL OR approved_by <> created_by)
);
