-- The order of a programme's transfers: 1, 2, 3 without a gap, given after the commit, so that nobody who moves money
-- waits for anybody else. A checker replays a programme in this order, in linear time.
CREATE TABLE ledger_position (
    programme_id uuid        NOT NULL,
    position     bigint      NOT NULL,
    transfer_id  uuid        NOT NULL,
    numbered_at  timestamptz NOT NULL,
    CONSTRAINT ledger_position_pk PRIMARY KEY (programme_id, position),
    CONSTRAINT ledger_position_transfer_unique UNIQUE (transfer_id)
);

-- Which position was the last at a past moment.
CREATE INDEX ledger_position_by_time ON ledger_position (programme_id, numbered_at, position);

-- One row per programme that has a ledger.
CREATE TABLE ledger_head (
    programme_id uuid        NOT NULL,
    position     bigint      NOT NULL DEFAULT 0,
    numbered_at  timestamptz,
    CONSTRAINT ledger_head_pk PRIMARY KEY (programme_id)
) WITH (fillfactor = 50);

-- Whoever holds this row numbers; only sequencers touch it.
CREATE TABLE ledger_sequencer (
    id integer NOT NULL,
    CONSTRAINT ledger_sequencer_pk PRIMARY KEY (id),
    CONSTRAINT ledger_sequencer_single CHECK (id = 1)
);
INSERT INTO ledger_sequencer (id) VALUES (1);

-- Balances at the head's position, kept by the sequencer: of each kind of account of a programme, and of each account but
-- those of vouchers, which stand in their own rows.
CREATE TABLE ledger_total (
    programme_id uuid   NOT NULL,
    kind         text   NOT NULL,
    balance_fen  bigint NOT NULL,
    CONSTRAINT ledger_total_pk PRIMARY KEY (programme_id, kind)
) WITH (fillfactor = 50);

CREATE TABLE ledger_balance (
    programme_id uuid   NOT NULL,
    kind         text   NOT NULL,
    owner_id     uuid   NOT NULL,
    balance_fen  bigint NOT NULL,
    CONSTRAINT ledger_balance_pk PRIMARY KEY (programme_id, kind, owner_id)
) WITH (fillfactor = 50);

-- The totals as they were at some positions, so that the totals at any position are a short way from one of them.
CREATE TABLE ledger_checkpoint (
    programme_id uuid        NOT NULL,
    position     bigint      NOT NULL,
    kind         text        NOT NULL,
    balance_fen  bigint      NOT NULL,
    CONSTRAINT ledger_checkpoint_pk PRIMARY KEY (programme_id, position, kind)
);
