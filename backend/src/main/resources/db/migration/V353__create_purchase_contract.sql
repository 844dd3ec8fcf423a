-- Tables of settlement.
-- Services that an office buys itself: one person draws the contract up and another concludes it, which holds its price; one
-- person checks what is delivered and another accepts it, which makes it owed. The database holds on to that as well.
CREATE TABLE purchase_contract (
    id                       uuid        NOT NULL,
    version                  integer     NOT NULL,
    number                   text        NOT NULL,
    programme_id             uuid        NOT NULL,
    programme_name           text        NOT NULL,
    organization_id          uuid        NOT NULL,
    organization_name        text        NOT NULL,
    region_code              text        NOT NULL,
    provider_id              uuid        NOT NULL,
    provider_organization_id uuid        NOT NULL,
    provider_name            text        NOT NULL,
    contract_number          text        NOT NULL,
    signed_on                date        NOT NULL,
    title                    text        NOT NULL,
    procurement              text        NOT NULL,
    procurement_number       text        NOT NULL,
    amount_fen               bigint      NOT NULL,
    status                   text        NOT NULL,
    drawn_up_by              uuid        NOT NULL,
    drawn_up_at              timestamptz NOT NULL,
    budget_id                uuid,
    concluded_by             uuid,
    concluded_at             timestamptz,
    held_at                  timestamptz,
    due_at                   timestamptz,
    reason                   text,
    updated_at               timestamptz NOT NULL,
    CONSTRAINT purchase_contract_pk PRIMARY KEY (id),
    CONSTRAINT purchase_contract_readable_number UNIQUE (number),
    CONSTRAINT purchase_contract_two_sides CHECK (organization_id <> provider_organization_id),
    CONSTRAINT purchase_contract_procurement_known CHECK (procurement IN ('OPEN_TENDER', 'INVITED_TENDER',
        'COMPETITIVE_NEGOTIATION', 'COMPETITIVE_CONSULTATION', 'INQUIRY', 'SINGLE_SOURCE')),
    CONSTRAINT purchase_contract_amount CHECK (amount_fen > 0),
    CONSTRAINT purchase_contract_status_known CHECK (status IN ('DRAFT', 'CONCLUDED', 'COMPLETED', 'TERMINATED')),
    CONSTRAINT purchase_contract_four_eyes CHECK (concluded_by <> drawn_up_by),
    CONSTRAINT purchase_contract_conclusion_whole CHECK (num_nulls(budget_id, concluded_by, concluded_at, held_at) IN (0, 4)
        AND (status NOT IN ('CONCLUDED', 'COMPLETED') OR concluded_by IS NOT NULL)
        AND (status <> 'DRAFT' OR concluded_by IS NULL)),
    CONSTRAINT purchase_contract_due CHECK ((status IN ('COMPLETED', 'TERMINATED')) = (due_at IS NULL))
) WITH (fillfactor = 80);

CREATE INDEX purchase_contract_of_office ON purchase_contract (organization_id, id);
CREATE INDEX purchase_contract_of_provider ON purchase_contract (provider_organization_id, id);
CREATE INDEX purchase_contract_of_programme ON purchase_contract (programme_id, id);
CREATE INDEX purchase_contract_of_region ON purchase_contract (region_code, id);

CREATE TABLE purchase_stage (
    id             uuid        NOT NULL,
    contract_id    uuid        NOT NULL,
    line           integer     NOT NULL,
    title          text        NOT NULL,
    amount_fen     bigint      NOT NULL,
    due_on         date        NOT NULL,
    status         text        NOT NULL,
    note           text,
    delivered_at   timestamptz,
    checked_by     uuid,
    accepted_by    uuid,
    entitlement_id uuid,
    moved_at       timestamptz NOT NULL,
    CONSTRAINT purchase_stage_pk PRIMARY KEY (id),
    CONSTRAINT purchase_stage_contract_fk FOREIGN KEY (contract_id) REFERENCES purchase_contract (id),
    CONSTRAINT purchase_stage_entitlement_fk FOREIGN KEY (entitlement_id) REFERENCES settlement_entitlement (id),
    CONSTRAINT purchase_stage_place UNIQUE (contract_id, line),
    CONSTRAINT purchase_stage_amount CHECK (amount_fen > 0),
    CONSTRAINT purchase_stage_status_known CHECK (status IN ('PLANNED', 'DELIVERED', 'CHECKED', 'ACCEPTED', 'DROPPED')),
    CONSTRAINT purchase_stage_four_eyes CHECK (accepted_by <> checked_by),
    CONSTRAINT purchase_stage_accepted CHECK (num_nulls(accepted_by, entitlement_id)
        = CASE status WHEN 'ACCEPTED' THEN 0 ELSE 2 END),
    CONSTRAINT purchase_stage_in_turn CHECK ((status NOT IN ('DELIVERED', 'CHECKED', 'ACCEPTED') OR delivered_at IS NOT NULL)
        AND (status NOT IN ('CHECKED', 'ACCEPTED') OR checked_by IS NOT NULL))
) WITH (fillfactor = 80);

CREATE INDEX purchase_stage_open ON purchase_stage (contract_id) WHERE status NOT IN ('ACCEPTED', 'DROPPED');
