-- A revocation is proposed by one person and approved by another; in between the voucher is frozen. A rejected one leaves no
-- trace here: the audit trail and the events have it.
ALTER TABLE voucher
    ADD COLUMN revocation_proposed_by uuid,
    ADD COLUMN revocation_proposed_at timestamptz,
    ADD COLUMN revocation_reason text,
    ADD COLUMN revocation_approved_by uuid,
    ADD CONSTRAINT voucher_revocation_proposal_whole
        CHECK (num_nulls(revocation_proposed_by, revocation_proposed_at, revocation_reason) IN (0, 3)),
    ADD CONSTRAINT voucher_revocation_four_eyes CHECK (revocation_approved_by <> revocation_proposed_by),
    ADD CONSTRAINT voucher_revocation_stops CHECK (revocation_proposed_at IS NULL OR num_nulls(frozen_at, revoked_at) = 1),
    ADD CONSTRAINT voucher_revocation_approved CHECK (revocation_proposed_at IS NULL
        OR (revocation_approved_by IS NULL) = (revoked_at IS NULL));
