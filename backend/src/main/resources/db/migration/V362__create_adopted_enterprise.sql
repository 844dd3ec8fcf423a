-- Tables of adoption.
-- An enterprise that has moved to the cloud: one for each credit code, whatever it is called and whoever says so.
CREATE TABLE adopted_enterprise (
    id                uuid        NOT NULL,
    version           integer     NOT NULL,
    credit_code       text        NOT NULL,
    name              text        NOT NULL,
    organization_id   uuid,
    region_code       text        NOT NULL,
    status            text        NOT NULL,
    level             text        NOT NULL,
    rule_number       integer     NOT NULL,
    records           integer     NOT NULL,
    providers         integer     NOT NULL,
    adopted_on        date        NOT NULL,
    deep_on           date,
    confirmed_until   timestamptz NOT NULL,
    valid_until       timestamptz NOT NULL,
    declined_at       timestamptz,
    reminded_of       timestamptz,
    judge_at          timestamptz,
    brought_by_code   text,
    certificate_code  text        NOT NULL,
    status_index      integer     NOT NULL,
    ended_at          timestamptz,
    reason            text,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    CONSTRAINT adopted_enterprise_pk PRIMARY KEY (id),
    CONSTRAINT adopted_enterprise_once UNIQUE (credit_code),
    CONSTRAINT adopted_enterprise_certificate_unique UNIQUE (certificate_code),
    CONSTRAINT adopted_enterprise_index_unique UNIQUE (status_index),
    CONSTRAINT adopted_enterprise_status_known CHECK (status IN ('ADOPTED', 'LAPSED')),
    CONSTRAINT adopted_enterprise_level_known CHECK (level IN ('CLOUD', 'DEEP')),
    CONSTRAINT adopted_enterprise_lapsed CHECK ((status = 'LAPSED') = (ended_at IS NOT NULL)),
    CONSTRAINT adopted_enterprise_deep CHECK (level <> 'DEEP' OR deep_on IS NOT NULL),
    CONSTRAINT adopted_enterprise_records CHECK (records >= 0 AND providers BETWEEN 0 AND records)
) WITH (fillfactor = 80);

CREATE INDEX adopted_enterprise_list ON adopted_enterprise (region_code, id);
CREATE INDEX adopted_enterprise_of_organization ON adopted_enterprise (organization_id) WHERE organization_id IS NOT NULL;
CREATE INDEX adopted_enterprise_brought ON adopted_enterprise (brought_by_code, id) WHERE brought_by_code IS NOT NULL;
CREATE INDEX adopted_enterprise_to_judge ON adopted_enterprise (judge_at, id) WHERE judge_at IS NOT NULL;
CREATE INDEX adopted_enterprise_to_confirm ON adopted_enterprise (valid_until, id) WHERE status = 'ADOPTED';
CREATE INDEX adopted_enterprise_counted ON adopted_enterprise (region_code, level) WHERE status = 'ADOPTED';

-- How many places of the status list are given away.
CREATE TABLE adoption_counter (
    id     integer NOT NULL,
    issued integer NOT NULL,
    CONSTRAINT adoption_counter_pk PRIMARY KEY (id),
    CONSTRAINT adoption_counter_single CHECK (id = 1 AND issued >= 0)
);
INSERT INTO adoption_counter (id, issued) VALUES (1, 0);

-- Keys that certificates are signed with. The private half goes with the successor; the public half stays, for certificates are
-- kept for years.
CREATE TABLE certificate_key (
    kid          text        NOT NULL,
    public_key   bytea       NOT NULL,
    private_key  bytea,
    is_encrypted boolean     NOT NULL,
    created_at   timestamptz NOT NULL,
    active_from  timestamptz NOT NULL,
    CONSTRAINT certificate_key_pk PRIMARY KEY (kid)
);
