-- Each time that a voucher was shown to a provider. A credential has a nonce, which is good for one presentation; a code
-- that was read out has none.
CREATE TABLE voucher_presentation (
    id              uuid        NOT NULL,
    voucher_id      uuid        NOT NULL,
    nonce           text        COLLATE "C",
    organization_id uuid        NOT NULL,
    status          text        NOT NULL,
    available_fen   bigint      NOT NULL,
    presented_at    timestamptz NOT NULL,
    recorded_at     timestamptz NOT NULL,
    recorded_by     uuid        NOT NULL,
    CONSTRAINT voucher_presentation_pk PRIMARY KEY (voucher_id, id),
    CONSTRAINT voucher_presentation_voucher_fk FOREIGN KEY (voucher_id) REFERENCES voucher (id),
    CONSTRAINT voucher_presentation_nonce_unique UNIQUE (voucher_id, nonce),
    CONSTRAINT voucher_presentation_ordered CHECK (presented_at <= recorded_at)
);
