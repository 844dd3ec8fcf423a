-- A price cut is proposed by one person and approved by another. A rejected one leaves no trace here: the audit trail and the
-- events have it; an approved one stays until the next is proposed.
ALTER TABLE voucher_application
    ADD COLUMN price_cut_prices text,
    ADD COLUMN price_cut_worth_fen bigint,
    ADD COLUMN price_cut_reason text,
    ADD COLUMN price_cut_proposed_by uuid,
    ADD COLUMN price_cut_proposed_at timestamptz,
    ADD COLUMN price_cut_approved_by uuid,
    ADD CONSTRAINT voucher_application_price_cut_whole CHECK (num_nulls(price_cut_prices, price_cut_worth_fen,
        price_cut_reason, price_cut_proposed_by, price_cut_proposed_at) IN (0, 5)),
    ADD CONSTRAINT voucher_application_price_cut_of_issued CHECK (price_cut_proposed_at IS NULL OR status = 'ISSUED'),
    ADD CONSTRAINT voucher_application_price_cut_approval CHECK (price_cut_approved_by IS NULL
        OR price_cut_proposed_at IS NOT NULL),
    ADD CONSTRAINT voucher_application_price_cut_four_eyes CHECK (price_cut_approved_by <> price_cut_proposed_by);
