-- Money that one person wants to move and another lets move. Nothing has moved while it is only proposed.
CREATE TABLE budget_movement (
    id              uuid        NOT NULL,
    programme_id    uuid        NOT NULL,
    kind            text        NOT NULL,
    from_region     text,
    to_region       text,
    provider_id     uuid,
    to_programme_id uuid,
    amount_fen      bigint,
    document        text,
    reason          text        NOT NULL,
    status          text        NOT NULL,
    moved_fen       bigint,
    proposed_at     timestamptz NOT NULL,
    proposed_by     uuid        NOT NULL,
    decided_at      timestamptz,
    decided_by      uuid,
    decision_reason text,
    CONSTRAINT budget_movement_pk PRIMARY KEY (id),
    CONSTRAINT budget_movement_programme_fk FOREIGN KEY (programme_id) REFERENCES programme (id),
    CONSTRAINT budget_movement_kind_known CHECK (kind IN ('APPROPRIATION', 'ALLOCATION', 'REALLOCATION',
        'PROVIDER_CEILING', 'RETURN', 'CARRY_OVER')),
    CONSTRAINT budget_movement_status_known CHECK (status IN ('PROPOSED', 'APPROVED', 'REJECTED')),
    CONSTRAINT budget_movement_amount_positive CHECK (amount_fen > 0),
    CONSTRAINT budget_movement_decision_whole
        CHECK (num_nulls(decided_at, decided_by, decision_reason) = CASE status WHEN 'PROPOSED' THEN 3 ELSE 0 END),
    CONSTRAINT budget_movement_four_eyes CHECK (status <> 'APPROVED' OR decided_by <> proposed_by)
);

CREATE INDEX budget_movement_list ON budget_movement (programme_id, id);
