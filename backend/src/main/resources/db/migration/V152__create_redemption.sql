-- A capture: what a payee is owed. Refunds take from it what was not paid out yet.
CREATE TABLE redemption (
    id              uuid        NOT NULL,
    reservation_id  uuid        NOT NULL,
    voucher_id      uuid        NOT NULL,
    organization_id uuid        NOT NULL,
    provider_id     uuid        NOT NULL,
    payee_kind      text        NOT NULL,
    payee_id        uuid        NOT NULL,
    amount_fen      bigint      NOT NULL,
    refunded_fen    bigint      NOT NULL DEFAULT 0,
    revision        integer     NOT NULL DEFAULT 1,
    captured_at     timestamptz NOT NULL,
    captured_by     uuid        NOT NULL,
    CONSTRAINT redemption_pk PRIMARY KEY (id),
    CONSTRAINT redemption_reservation_unique UNIQUE (reservation_id),
    CONSTRAINT redemption_reservation_fk FOREIGN KEY (reservation_id) REFERENCES reservation (id),
    CONSTRAINT redemption_payee_known CHECK (payee_kind IN ('PROVIDER', 'ENTERPRISE')),
    CONSTRAINT redemption_amount_positive CHECK (amount_fen > 0),
    CONSTRAINT redemption_refunded_within CHECK (refunded_fen BETWEEN 0 AND amount_fen)
) WITH (fillfactor = 80);

CREATE INDEX redemption_voucher_list ON redemption (voucher_id, id);
CREATE INDEX redemption_provider_list ON redemption (provider_id, id);

CREATE TABLE refund (
    id            uuid        NOT NULL,
    redemption_id uuid        NOT NULL,
    voucher_id    uuid        NOT NULL,
    amount_fen    bigint      NOT NULL,
    destination   text        NOT NULL,
    reason        text        NOT NULL,
    refunded_at   timestamptz NOT NULL,
    refunded_by   uuid        NOT NULL,
    CONSTRAINT refund_pk PRIMARY KEY (id),
    CONSTRAINT refund_redemption_fk FOREIGN KEY (redemption_id) REFERENCES redemption (id),
    CONSTRAINT refund_amount_positive CHECK (amount_fen > 0),
    CONSTRAINT refund_destination_known CHECK (destination IN ('VOUCHER', 'BUDGET'))
);

CREATE INDEX refund_redemption_list ON refund (redemption_id, id);
