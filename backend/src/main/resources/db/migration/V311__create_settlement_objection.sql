-- Tables of settlement.
-- What somebody says against one line while it is on public notice: that line is not paid before it is decided; the others are.
CREATE TABLE settlement_objection (
    id              uuid        NOT NULL,
    version         integer     NOT NULL,
    batch_id        uuid        NOT NULL,
    line_id         uuid        NOT NULL,
    claim_id        uuid        NOT NULL,
    organization_id uuid        NOT NULL,
    region_code     text        NOT NULL,
    filer_id        uuid        NOT NULL,
    filed_by        uuid        NOT NULL,
    checked_by      uuid        NOT NULL,
    filed_at        timestamptz NOT NULL,
    statement       text        NOT NULL,
    status          text        NOT NULL,
    decided_by      uuid,
    decided_at      timestamptz,
    reason          text,
    due_at          timestamptz,
    CONSTRAINT settlement_objection_pk PRIMARY KEY (id),
    CONSTRAINT settlement_objection_line_fk FOREIGN KEY (line_id) REFERENCES settlement_line (id),
    CONSTRAINT settlement_objection_once UNIQUE (line_id, filer_id),
    CONSTRAINT settlement_objection_status_known CHECK (status IN ('OPEN', 'UPHELD', 'DISMISSED')),
    CONSTRAINT settlement_objection_decision_whole CHECK (num_nulls(decided_by, decided_at, reason)
        = CASE WHEN status = 'OPEN' THEN 3 ELSE 0 END),
    CONSTRAINT settlement_objection_due CHECK ((status = 'OPEN') = (due_at IS NOT NULL)),
    CONSTRAINT settlement_objection_four_eyes CHECK (decided_by <> filed_by AND decided_by <> checked_by)
);

CREATE INDEX settlement_objection_list ON settlement_objection (batch_id, id);
CREATE INDEX settlement_objection_open ON settlement_objection (claim_id) WHERE status = 'OPEN';
CREATE INDEX settlement_objection_to_decide ON settlement_objection (organization_id, due_at, id) WHERE status = 'OPEN';
