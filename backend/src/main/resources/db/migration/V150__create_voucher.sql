-- A cloud-service voucher. Its face value lies in its own accounts from the day of issue, so nothing that is done with
-- it touches a row that others need. What it is at a moment follows from its facts, its balances and the clock.
CREATE TABLE voucher (
    id              uuid        NOT NULL,
    code            text        COLLATE "C" NOT NULL,
    programme_id    uuid        NOT NULL,
    rule_version    integer     NOT NULL,
    budget_id       uuid        NOT NULL,
    region_code     text        NOT NULL,
    application_id  uuid,
    organization_id uuid        NOT NULL,
    provider_id     uuid,
    status_index    integer     NOT NULL,
    face_fen        bigint      NOT NULL,
    available_fen   bigint      NOT NULL,
    held_fen        bigint      NOT NULL DEFAULT 0,
    captured_fen    bigint      NOT NULL DEFAULT 0,
    returned_fen    bigint      NOT NULL DEFAULT 0,
    void_fen        bigint      NOT NULL DEFAULT 0,
    revision        integer     NOT NULL DEFAULT 1,
    issued_at       timestamptz NOT NULL,
    accept_until    timestamptz,
    accepted_at     timestamptz,
    valid_until     timestamptz NOT NULL,
    frozen_at       timestamptz,
    frozen_reason   text,
    revoked_at      timestamptz,
    revoked_reason  text,
    moved_at        timestamptz NOT NULL,
    CONSTRAINT voucher_pk PRIMARY KEY (id),
    CONSTRAINT voucher_code_unique UNIQUE (code),
    CONSTRAINT voucher_status_index_unique UNIQUE (programme_id, status_index),
    CONSTRAINT voucher_face_positive CHECK (face_fen > 0),
    CONSTRAINT voucher_available_not_negative CHECK (available_fen >= 0),
    CONSTRAINT voucher_held_not_negative CHECK (held_fen >= 0),
    CONSTRAINT voucher_captured_not_negative CHECK (captured_fen >= 0),
    CONSTRAINT voucher_returned_not_negative CHECK (returned_fen >= 0),
    CONSTRAINT voucher_void_not_negative CHECK (void_fen >= 0),
    CONSTRAINT voucher_conserved
        CHECK (face_fen = available_fen + held_fen + captured_fen + returned_fen + void_fen),
    CONSTRAINT voucher_freeze_whole CHECK (num_nulls(frozen_at, frozen_reason) IN (0, 2)),
    CONSTRAINT voucher_revocation_whole CHECK (num_nulls(revoked_at, revoked_reason) IN (0, 2))
) WITH (fillfactor = 70);

CREATE INDEX voucher_organization_list ON voucher (organization_id, id);
CREATE INDEX voucher_region_list ON voucher (region_code, id);
CREATE INDEX voucher_programme_list ON voucher (programme_id, id);
CREATE INDEX voucher_by_expiry ON voucher (valid_until, id);

-- How many vouchers a programme has issued: the next index in its status list. Touched once per batch of an issue.
CREATE TABLE voucher_counter (
    programme_id uuid    NOT NULL,
    issued       integer NOT NULL DEFAULT 0,
    CONSTRAINT voucher_counter_pk PRIMARY KEY (programme_id)
);
