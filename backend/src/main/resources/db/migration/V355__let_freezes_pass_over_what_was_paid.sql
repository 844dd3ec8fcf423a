-- Tables of settlement.
-- The window of a capture that was paid waits for nothing: a freeze neither reads nor locks it, however many there are.
ALTER TABLE claim_window ADD COLUMN is_paid boolean NOT NULL DEFAULT false;
UPDATE claim_window w SET is_paid = true FROM settlement_claim c WHERE c.redemption_id = w.redemption_id AND c.status = 'PAID';
DROP INDEX claim_window_enterprise;
DROP INDEX claim_window_provider;
CREATE INDEX claim_window_enterprise ON claim_window (organization_id) WHERE NOT is_paid;
CREATE INDEX claim_window_provider ON claim_window (provider_organization_id) WHERE NOT is_paid;
