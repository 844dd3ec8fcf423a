-- Tables of programme.
-- Vouchers before, rewards after the fact, or services that an office buys itself: one budget and one ledger for all three.
ALTER TABLE programme ADD COLUMN kind text NOT NULL DEFAULT 'VOUCHER';
ALTER TABLE programme ADD CONSTRAINT programme_kind_known CHECK (kind IN ('VOUCHER', 'REWARD', 'PURCHASE'));
