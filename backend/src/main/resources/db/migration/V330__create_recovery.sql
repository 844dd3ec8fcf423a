-- Tables of settlement.
-- Money that was paid and is asked back: one for each payment and cause. What was received and what was given up never come
-- to more than what is asked back, and another person gives it up than has proposed that.
CREATE TABLE recovery (
    id                     uuid        NOT NULL,
    version                integer     NOT NULL,
    number                 text        NOT NULL,
    cause                  text        NOT NULL,
    cause_id               uuid        NOT NULL,
    line_id                uuid        NOT NULL,
    claim_id               uuid        NOT NULL,
    claim_number           text        NOT NULL,
    redemption_id          uuid        NOT NULL,
    voucher_id             uuid        NOT NULL,
    programme_id           uuid        NOT NULL,
    order_id               uuid        NOT NULL,
    order_number           text        NOT NULL,
    delivery_id            uuid        NOT NULL,
    enterprise_name        text        NOT NULL,
    organization_id        uuid        NOT NULL,
    organization_name      text        NOT NULL,
    region_code            text        NOT NULL,
    debtor_organization_id uuid        NOT NULL,
    debtor_id              uuid        NOT NULL,
    debtor_name            text        NOT NULL,
    amount_fen             bigint      NOT NULL,
    received_fen           bigint      NOT NULL,
    written_off_fen        bigint      NOT NULL,
    status                 text        NOT NULL,
    ground                 text        NOT NULL,
    reason                 text        NOT NULL,
    demanded_at            timestamptz NOT NULL,
    due_at                 timestamptz,
    overdue_at             timestamptz,
    proposed_instalments   text,
    plan_proposed_by       uuid,
    plan_proposed_at       timestamptz,
    instalments            text,
    plan_from_fen          bigint,
    plan_agreed_by         uuid,
    plan_agreed_at         timestamptz,
    write_off_proposed_by  uuid,
    write_off_proposed_at  timestamptz,
    write_off_reason       text,
    write_off_by           uuid,
    ended_at               timestamptz,
    updated_at             timestamptz NOT NULL,
    CONSTRAINT recovery_pk PRIMARY KEY (id),
    CONSTRAINT recovery_number UNIQUE (number),
    CONSTRAINT recovery_once UNIQUE (cause_id, line_id),
    CONSTRAINT recovery_line_fk FOREIGN KEY (line_id) REFERENCES settlement_line (id),
    CONSTRAINT recovery_claim_fk FOREIGN KEY (claim_id) REFERENCES settlement_claim (id),
    CONSTRAINT recovery_status_known CHECK (status IN ('DEMANDED', 'IN_INSTALMENTS', 'RECOVERED', 'WRITTEN_OFF')),
    CONSTRAINT recovery_amounts CHECK (amount_fen > 0 AND received_fen >= 0 AND written_off_fen >= 0
        AND received_fen + written_off_fen <= amount_fen),
    CONSTRAINT recovery_ended CHECK ((status IN ('RECOVERED', 'WRITTEN_OFF')) = (ended_at IS NOT NULL)
        AND (ended_at IS NULL) = (due_at IS NOT NULL)
        AND (ended_at IS NULL OR received_fen + written_off_fen = amount_fen)
        AND (status <> 'RECOVERED' OR written_off_fen = 0)),
    CONSTRAINT recovery_in_instalments CHECK (status <> 'IN_INSTALMENTS' OR instalments IS NOT NULL),
    CONSTRAINT recovery_plans CHECK (num_nonnulls(proposed_instalments, plan_proposed_by, plan_proposed_at) IN (0, 3)
        AND num_nonnulls(instalments, plan_from_fen, plan_agreed_by, plan_agreed_at) IN (0, 4)),
    CONSTRAINT recovery_write_off CHECK (num_nonnulls(write_off_proposed_by, write_off_proposed_at, write_off_reason) IN (0, 3)
        AND (status = 'WRITTEN_OFF') = (write_off_by IS NOT NULL) AND (status = 'WRITTEN_OFF' OR written_off_fen = 0)),
    CONSTRAINT recovery_four_eyes CHECK (write_off_by <> write_off_proposed_by)
);

CREATE INDEX recovery_of_office ON recovery (organization_id, id);
CREATE INDEX recovery_of_debtor ON recovery (debtor_organization_id, id);
CREATE INDEX recovery_of_region ON recovery (region_code, id);
CREATE INDEX recovery_of_order ON recovery (order_id);
CREATE INDEX recovery_of_voucher ON recovery (voucher_id);
CREATE INDEX recovery_of_line ON recovery (line_id);
CREATE INDEX recovery_open_of_programme ON recovery (programme_id) WHERE due_at IS NOT NULL;
CREATE INDEX recovery_late ON recovery (due_at, id) WHERE due_at IS NOT NULL;

-- What was done with it; of what has come in, under the number of its slip, which an office records once.
CREATE TABLE recovery_step (
    id              uuid        NOT NULL,
    recovery_id     uuid        NOT NULL,
    organization_id uuid        NOT NULL,
    move            text        NOT NULL,
    status          text        NOT NULL,
    by_id           uuid,
    at              timestamptz NOT NULL,
    amount_fen      bigint,
    serial          text,
    received_on     date,
    reason          text,
    CONSTRAINT recovery_step_pk PRIMARY KEY (id),
    CONSTRAINT recovery_step_recovery_fk FOREIGN KEY (recovery_id) REFERENCES recovery (id),
    CONSTRAINT recovery_step_serial_once UNIQUE (organization_id, serial),
    CONSTRAINT recovery_step_receipt CHECK ((move = 'RECEIVE') = (serial IS NOT NULL)
        AND (serial IS NULL) = (received_on IS NULL) AND (serial IS NULL OR amount_fen > 0))
);

CREATE INDEX recovery_step_of_recovery ON recovery_step (recovery_id, id);
