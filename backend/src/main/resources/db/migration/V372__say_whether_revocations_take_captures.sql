-- Tables of voucher.
-- Whoever proposes to take a voucher back says whether what was captured of it is taken back too. Older proposals did not.
ALTER TABLE voucher
    ADD COLUMN revocation_takes_captured boolean,
    ADD CONSTRAINT voucher_revocation_captured CHECK (revocation_takes_captured IS NULL OR revocation_proposed_by IS NOT NULL);

COMMENT ON COLUMN voucher.revocation_takes_captured IS 'whether what was captured goes back to the budget, or is asked back';
