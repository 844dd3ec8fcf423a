-- Tables of provider.
-- What a provider has against a sanction: one is undecided at a time, and it is decided once.
CREATE TABLE sanction_appeal (
    id              uuid        NOT NULL,
    version         integer     NOT NULL,
    organization_id uuid        NOT NULL,
    region_code     text        NOT NULL,
    provider_id     uuid        NOT NULL,
    sanction_id     uuid        NOT NULL,
    grounds         text        NOT NULL,
    status          text        NOT NULL,
    filed_by        uuid        NOT NULL,
    filed_at        timestamptz NOT NULL,
    stayed_by       uuid,
    decided_by      uuid,
    decided_at      timestamptz,
    decision        text,
    last_day        date,
    updated_at      timestamptz NOT NULL,
    CONSTRAINT sanction_appeal_pk PRIMARY KEY (id),
    CONSTRAINT sanction_appeal_sanction_fk FOREIGN KEY (sanction_id) REFERENCES sanction (id),
    CONSTRAINT sanction_appeal_status_known CHECK (
        status IN ('PENDING', 'UPHELD', 'REVOKED', 'SHORTENED', 'WITHDRAWN')),
    CONSTRAINT sanction_appeal_decision_whole CHECK (
        num_nulls(decided_by, decided_at, decision) = CASE status WHEN 'PENDING' THEN 3 ELSE 0 END),
    CONSTRAINT sanction_appeal_last_day CHECK ((status = 'SHORTENED') = (last_day IS NOT NULL))
);

CREATE INDEX sanction_appeal_list ON sanction_appeal (sanction_id, id);
CREATE UNIQUE INDEX sanction_appeal_one_pending ON sanction_appeal (sanction_id) WHERE status = 'PENDING';
