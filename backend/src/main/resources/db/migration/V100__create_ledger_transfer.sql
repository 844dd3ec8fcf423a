-- The ledger of public money: each row moves an amount from one account to another, so every entry balances by
-- construction. It is only ever added to; a correction is a transfer of its own. An account is its kind and whose it is.
CREATE TABLE ledger_transfer (
    id                uuid        NOT NULL,
    programme_id      uuid        NOT NULL,
    cause             text        NOT NULL,
    source_kind       text        NOT NULL,
    source_owner      uuid        NOT NULL,
    destination_kind  text        NOT NULL,
    destination_owner uuid        NOT NULL,
    amount_fen        bigint      NOT NULL,
    subject_id        uuid        NOT NULL,
    voucher_id        uuid,
    reverses_id       uuid,
    occurred_at       timestamptz NOT NULL,
    CONSTRAINT ledger_transfer_pk PRIMARY KEY (id),
    CONSTRAINT ledger_transfer_amount_positive CHECK (amount_fen > 0),
    CONSTRAINT ledger_transfer_moves CHECK ((source_kind, source_owner) <> (destination_kind, destination_owner))
);

CREATE INDEX ledger_transfer_voucher_list ON ledger_transfer (voucher_id, id) WHERE voucher_id IS NOT NULL;
CREATE INDEX ledger_transfer_subject ON ledger_transfer (subject_id);
-- What was reversed is reversed once.
CREATE UNIQUE INDEX ledger_transfer_reverses_unique ON ledger_transfer (reverses_id) WHERE reverses_id IS NOT NULL;

-- Written with the transfer, taken away when it has its place.
CREATE TABLE ledger_pending (
    transfer_id uuid        NOT NULL,
    occurred_at timestamptz NOT NULL,
    CONSTRAINT ledger_pending_pk PRIMARY KEY (transfer_id)
);
