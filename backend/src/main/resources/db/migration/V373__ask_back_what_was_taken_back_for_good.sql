-- Tables of settlement.
-- What asks money back is a dispute, a voucher or an entitlement that was taken back: of a capture without an order there is
-- no order, and of an entitlement no voucher either.
ALTER TABLE recovery ALTER COLUMN redemption_id DROP NOT NULL;
ALTER TABLE recovery ALTER COLUMN voucher_id DROP NOT NULL;
ALTER TABLE recovery ALTER COLUMN order_id DROP NOT NULL;
ALTER TABLE recovery ALTER COLUMN order_number DROP NOT NULL;
ALTER TABLE recovery ALTER COLUMN delivery_id DROP NOT NULL;
ALTER TABLE recovery
    ADD COLUMN entitlement_id uuid,
    ADD COLUMN case_number text,
    ADD CONSTRAINT recovery_source CHECK (num_nulls(redemption_id, entitlement_id) = 1
        AND (redemption_id IS NULL) = (voucher_id IS NULL) AND (entitlement_id IS NULL) = (case_number IS NULL)),
    ADD CONSTRAINT recovery_cause_known CHECK (cause IN ('DISPUTE_DECISION', 'VOUCHER_REVOCATION', 'ENTITLEMENT_REVOCATION')),
    ADD CONSTRAINT recovery_of_dispute CHECK (cause <> 'DISPUTE_DECISION' OR num_nulls(order_id, order_number, delivery_id) = 0);

-- What was paid of a voucher is looked up by whoever takes it back.
CREATE INDEX settlement_claim_of_voucher ON settlement_claim (voucher_id) WHERE voucher_id IS NOT NULL;

-- The office whose programme it is takes back what is owed outside vouchers, by two people, as vouchers are taken back.
ALTER TABLE settlement_entitlement
    ADD COLUMN office_id uuid,
    ADD COLUMN office_region_code text,
    ADD COLUMN revocation_proposed_by uuid,
    ADD COLUMN revocation_proposed_at timestamptz,
    ADD COLUMN revocation_reason text,
    ADD COLUMN revocation_approved_by uuid;

UPDATE settlement_entitlement SET office_id = organization_id, office_region_code = region_code WHERE source = 'PURCHASE';
UPDATE settlement_entitlement e SET office_id = l.organization_id, office_region_code = l.region_code
FROM award a JOIN award_list l ON l.id = a.list_id WHERE e.source = 'AWARD' AND a.id = e.origin_id;

ALTER TABLE settlement_entitlement
    ALTER COLUMN office_id SET NOT NULL,
    ALTER COLUMN office_region_code SET NOT NULL,
    DROP CONSTRAINT settlement_entitlement_status_known,
    ADD CONSTRAINT settlement_entitlement_status_known CHECK (status IN ('OWED', 'CLAIMED', 'LAPSED', 'REVOKED')),
    ADD CONSTRAINT settlement_entitlement_revocation_whole
        CHECK (num_nulls(revocation_proposed_by, revocation_proposed_at, revocation_reason) IN (0, 3)),
    ADD CONSTRAINT settlement_entitlement_revocation_four_eyes CHECK (revocation_approved_by <> revocation_proposed_by),
    ADD CONSTRAINT settlement_entitlement_revoked
        CHECK ((status = 'REVOKED') = (revocation_approved_by IS NOT NULL AND revocation_proposed_by IS NOT NULL));

CREATE INDEX settlement_entitlement_revocation ON settlement_entitlement (office_id, id)
    WHERE revocation_proposed_by IS NOT NULL AND revocation_approved_by IS NULL;
CREATE INDEX recovery_of_entitlement ON recovery (entitlement_id) WHERE entitlement_id IS NOT NULL;
