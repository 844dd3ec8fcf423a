-- Tables of trade.
-- What vouchers do not pay of a bill any more, because a later bill has rated one of its months anew, and that came to less.
CREATE TABLE bill_lowering (
    id          uuid        NOT NULL,
    order_id    uuid        NOT NULL,
    bill_id     uuid        NOT NULL,
    lowered_id  uuid        NOT NULL,
    month       date        NOT NULL,
    plan_code   text        NOT NULL,
    quantity    numeric     NOT NULL,
    net_fen     bigint      NOT NULL,
    ex_tax_fen  bigint,
    status      text        NOT NULL,
    refusal     text,
    subsidy_fen bigint,
    reason      text        NOT NULL,
    changed_by  uuid        NOT NULL,
    due_at      timestamptz,
    lowered_at  timestamptz,
    CONSTRAINT bill_lowering_pk PRIMARY KEY (id),
    CONSTRAINT bill_lowering_bill_fk FOREIGN KEY (bill_id) REFERENCES bill (id),
    CONSTRAINT bill_lowering_lowered_fk FOREIGN KEY (lowered_id) REFERENCES bill (id),
    CONSTRAINT bill_lowering_month_begins CHECK (extract(day FROM month) = 1),
    CONSTRAINT bill_lowering_not_negative CHECK (quantity >= 0 AND net_fen >= 0 AND ex_tax_fen >= 0 AND subsidy_fen >= 0),
    CONSTRAINT bill_lowering_something CHECK (quantity > 0 OR net_fen > 0 OR ex_tax_fen > 0),
    CONSTRAINT bill_lowering_status_known CHECK (status IN ('LOWERED', 'OWED')),
    CONSTRAINT bill_lowering_owed_whole CHECK (CASE status WHEN 'OWED' THEN num_nonnulls(refusal, due_at) = 2
        AND num_nonnulls(subsidy_fen, lowered_at) = 0 ELSE num_nonnulls(refusal, due_at) = 0 AND lowered_at IS NOT NULL END)
);
COMMENT ON COLUMN bill_lowering.bill_id IS 'the bill whose lines take it back';
COMMENT ON COLUMN bill_lowering.lowered_id IS 'the bill that vouchers pay less of';
COMMENT ON COLUMN bill_lowering.subsidy_fen IS 'what vouchers pay less; null while it is owed, and where the bill was delivered for less from the beginning';

CREATE INDEX bill_lowering_of_order ON bill_lowering (order_id, id);
CREATE INDEX bill_lowering_owed ON bill_lowering (lowered_id, due_at) WHERE status = 'OWED';
CREATE INDEX bill_lowering_due ON bill_lowering (due_at) WHERE status = 'OWED';
