-- A hold on a voucher for one order, with exactly one end: captured in whole or in part, released, or expired.
CREATE TABLE reservation (
    id                 uuid        NOT NULL,
    voucher_id         uuid        NOT NULL,
    organization_id    uuid        NOT NULL,
    provider_id        uuid        NOT NULL,
    offering_id        uuid        NOT NULL,
    offering_version   integer     NOT NULL,
    external_reference text        NOT NULL,
    lines              text        NOT NULL,
    amount_fen         bigint      NOT NULL,
    captured_fen       bigint      NOT NULL DEFAULT 0,
    status             text        NOT NULL,
    revision           integer     NOT NULL DEFAULT 1,
    created_at         timestamptz NOT NULL,
    created_by         uuid        NOT NULL,
    expires_at         timestamptz NOT NULL,
    ended_at           timestamptz,
    CONSTRAINT reservation_pk PRIMARY KEY (id),
    CONSTRAINT reservation_voucher_fk FOREIGN KEY (voucher_id) REFERENCES voucher (id),
    CONSTRAINT reservation_status_known CHECK (status IN ('HELD', 'CAPTURED', 'RELEASED', 'EXPIRED')),
    CONSTRAINT reservation_amount_positive CHECK (amount_fen > 0),
    CONSTRAINT reservation_captured_within CHECK (captured_fen BETWEEN 0 AND amount_fen),
    CONSTRAINT reservation_one_end CHECK ((status = 'HELD') = (ended_at IS NULL)),
    CONSTRAINT reservation_capture_is_its_end CHECK ((status = 'CAPTURED') = (captured_fen > 0))
) WITH (fillfactor = 80);

CREATE INDEX reservation_voucher_list ON reservation (voucher_id, id);
CREATE INDEX reservation_provider_list ON reservation (provider_id, id);
CREATE INDEX reservation_due ON reservation (expires_at, id) WHERE status = 'HELD';
