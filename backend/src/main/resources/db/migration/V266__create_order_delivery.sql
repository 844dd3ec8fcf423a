-- Tables of trade.
-- What was delivered of an order in one go, and what the enterprise said of it. What is captured of it is captured with its acceptance.
CREATE TABLE order_delivery (
    id              uuid        NOT NULL,
    order_id        uuid        NOT NULL,
    organization_id uuid        NOT NULL,
    region_code     text        NOT NULL,
    number          integer     NOT NULL,
    source          text        NOT NULL,
    source_id       uuid,
    status          text        NOT NULL,
    lines           text        NOT NULL,
    net_fen         bigint      NOT NULL,
    ex_tax_fen      bigint,
    with_subsidy    boolean     NOT NULL,
    subsidy_fen     bigint      NOT NULL,
    captured_fen    bigint      NOT NULL,
    lowered_fen     bigint      NOT NULL,
    paid            text        NOT NULL,
    note            text,
    reported_by     uuid,
    reported_at     timestamptz NOT NULL,
    due_at          timestamptz NOT NULL,
    lapses_at       timestamptz,
    decided_by      uuid,
    decided_at      timestamptz,
    reason          text,
    CONSTRAINT order_delivery_pk PRIMARY KEY (id),
    CONSTRAINT order_delivery_order_fk FOREIGN KEY (order_id) REFERENCES service_order (id),
    CONSTRAINT order_delivery_number UNIQUE (order_id, number),
    CONSTRAINT order_delivery_source_once UNIQUE (source_id),
    CONSTRAINT order_delivery_source_known CHECK (source = 'REPORT' AND source_id IS NULL AND reported_by IS NOT NULL
        OR source = 'BILL' AND source_id IS NOT NULL),
    CONSTRAINT order_delivery_status_known CHECK (status IN ('REPORTED', 'ACCEPTED', 'REJECTED', 'WITHDRAWN', 'LAPSED')),
    CONSTRAINT order_delivery_decided_whole CHECK ((status = 'REPORTED') = (decided_at IS NULL)
        AND (decided_by IS NULL OR decided_at IS NOT NULL)),
    CONSTRAINT order_delivery_amounts CHECK (least(net_fen, ex_tax_fen, subsidy_fen, captured_fen, lowered_fen) >= 0
        AND captured_fen + lowered_fen <= subsidy_fen),
    CONSTRAINT order_delivery_captured_when_accepted CHECK (status = 'ACCEPTED' OR captured_fen + lowered_fen = 0),
    CONSTRAINT order_delivery_subsidised_lapses CHECK (with_subsidy = (lapses_at IS NOT NULL)
        AND (with_subsidy OR subsidy_fen = 0))
) WITH (fillfactor = 80);

COMMENT ON COLUMN order_delivery.captured_fen IS 'what was captured and is still due; what was taken back without being due less stays in it';
COMMENT ON COLUMN order_delivery.lapses_at IS 'when it is looked at whether it ends because nobody ever answered';

CREATE INDEX order_delivery_passes ON order_delivery (due_at, id) WHERE status = 'REPORTED' AND NOT with_subsidy;
CREATE INDEX order_delivery_lapses ON order_delivery (lapses_at, id) WHERE status = 'REPORTED' AND with_subsidy;
