-- Tables of settlement.
-- What somebody is owed outside vouchers: an award that became final, or an accepted stage of a purchase. The counterpart of a
-- redemption (ADR 0074): it is claimed, and paid, once.
CREATE TABLE settlement_entitlement (
    id                       uuid        NOT NULL,
    version                  integer     NOT NULL,
    source                   text        NOT NULL,
    origin_id                uuid        NOT NULL,
    case_id                  uuid        NOT NULL,
    case_number              text        NOT NULL,
    title                    text        NOT NULL,
    programme_id             uuid        NOT NULL,
    budget_id                uuid        NOT NULL,
    organization_id          uuid        NOT NULL,
    organization_name        text        NOT NULL,
    region_code              text        NOT NULL,
    provider_id              uuid,
    provider_organization_id uuid,
    provider_name            text,
    contract_number          text,
    contract_on              date,
    base_fen                 bigint      NOT NULL,
    amount_fen               bigint      NOT NULL,
    status                   text        NOT NULL,
    accepted_by              uuid        NOT NULL,
    owed_at                  timestamptz NOT NULL,
    claim_until              timestamptz NOT NULL,
    moved_at                 timestamptz NOT NULL,
    updated_at               timestamptz NOT NULL,
    CONSTRAINT settlement_entitlement_pk PRIMARY KEY (id),
    CONSTRAINT settlement_entitlement_origin_once UNIQUE (origin_id),
    CONSTRAINT settlement_entitlement_source_known CHECK (source IN ('AWARD', 'PURCHASE')),
    CONSTRAINT settlement_entitlement_provider CHECK ((source = 'PURCHASE') = (provider_id IS NOT NULL)
        AND num_nulls(provider_id, provider_organization_id, provider_name, contract_number, contract_on) IN (0, 5)),
    CONSTRAINT settlement_entitlement_two_sides CHECK (organization_id <> provider_organization_id),
    CONSTRAINT settlement_entitlement_amount CHECK (amount_fen > 0 AND base_fen >= 0),
    CONSTRAINT settlement_entitlement_status_known CHECK (status IN ('OWED', 'CLAIMED', 'LAPSED')),
    CONSTRAINT settlement_entitlement_in_turn CHECK (claim_until > owed_at AND moved_at >= owed_at)
) WITH (fillfactor = 80);

CREATE INDEX settlement_entitlement_of_organization ON settlement_entitlement (organization_id, id);
CREATE INDEX settlement_entitlement_of_provider ON settlement_entitlement (provider_organization_id, id) WHERE provider_organization_id IS NOT NULL;
CREATE INDEX settlement_entitlement_of_region ON settlement_entitlement (region_code, id);
CREATE INDEX settlement_entitlement_of_case ON settlement_entitlement (case_id, id);
CREATE INDEX settlement_entitlement_unclaimed ON settlement_entitlement (claim_until, id) WHERE status = 'OWED';

-- A claim is of a capture, or of an entitlement. What is claimed is one of both, and is claimed and paid once.
ALTER TABLE settlement_claim ADD COLUMN source text NOT NULL DEFAULT 'CAPTURE';
ALTER TABLE settlement_claim ADD COLUMN entitlement_id uuid;
ALTER TABLE settlement_claim ADD COLUMN case_id uuid;
ALTER TABLE settlement_claim ALTER COLUMN redemption_id DROP NOT NULL;
ALTER TABLE settlement_claim ALTER COLUMN reservation_id DROP NOT NULL;
ALTER TABLE settlement_claim ALTER COLUMN voucher_id DROP NOT NULL;
ALTER TABLE settlement_claim ALTER COLUMN voucher_code DROP NOT NULL;
ALTER TABLE settlement_claim ALTER COLUMN provider_id DROP NOT NULL;
ALTER TABLE settlement_claim ALTER COLUMN provider_organization_id DROP NOT NULL;
ALTER TABLE settlement_claim ALTER COLUMN provider_name DROP NOT NULL;
ALTER TABLE settlement_claim ALTER COLUMN offering_id DROP NOT NULL;
ALTER TABLE settlement_claim ALTER COLUMN offering_version DROP NOT NULL;
ALTER TABLE settlement_claim ADD CONSTRAINT settlement_claim_entitlement_fk
    FOREIGN KEY (entitlement_id) REFERENCES settlement_entitlement (id);
ALTER TABLE settlement_claim ADD CONSTRAINT settlement_claim_source_known CHECK (source IN ('CAPTURE', 'AWARD', 'PURCHASE'));
ALTER TABLE settlement_claim ADD CONSTRAINT settlement_claim_of_capture_whole CHECK (num_nulls(redemption_id, reservation_id,
    voucher_id, voucher_code, offering_id, offering_version) = CASE source WHEN 'CAPTURE' THEN 0 ELSE 6 END);
ALTER TABLE settlement_claim ADD CONSTRAINT settlement_claim_of_entitlement_whole CHECK (
    num_nulls(entitlement_id, case_id) = CASE source WHEN 'CAPTURE' THEN 2 ELSE 0 END);
ALTER TABLE settlement_claim ADD CONSTRAINT settlement_claim_provider CHECK (
    num_nulls(provider_id, provider_organization_id, provider_name) = CASE source WHEN 'AWARD' THEN 3 ELSE 0 END);
CREATE UNIQUE INDEX settlement_claim_entitlement_once ON settlement_claim (entitlement_id)
    WHERE status NOT IN ('REJECTED', 'WITHDRAWN');
DROP INDEX settlement_claim_business;
CREATE INDEX settlement_claim_business ON settlement_claim ((coalesce(order_id, reservation_id, case_id)))
    WHERE status NOT IN ('REJECTED', 'WITHDRAWN');
DROP INDEX settlement_claim_of_capture;
CREATE INDEX settlement_claim_of_source ON settlement_claim ((coalesce(redemption_id, entitlement_id)));

ALTER TABLE settlement_line ADD COLUMN entitlement_id uuid;
ALTER TABLE settlement_line ALTER COLUMN redemption_id DROP NOT NULL;
ALTER TABLE settlement_line ALTER COLUMN voucher_id DROP NOT NULL;
ALTER TABLE settlement_line ADD CONSTRAINT settlement_line_source CHECK (num_nulls(redemption_id, entitlement_id) = 1
    AND (redemption_id IS NULL) = (voucher_id IS NULL));
DROP INDEX settlement_line_capture_once;
CREATE UNIQUE INDEX settlement_line_source_once ON settlement_line ((coalesce(redemption_id, entitlement_id)))
    WHERE status IN ('INCLUDED', 'INSTRUCTED', 'PAID');
DROP INDEX settlement_line_contradicted;
CREATE INDEX settlement_line_contradicted ON settlement_line ((coalesce(redemption_id, entitlement_id)))
    WHERE contradicted_at IS NOT NULL;
