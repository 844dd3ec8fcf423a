-- When the expiry of a voucher was carried out, once; the sweep looks only at those that still have it before them.
ALTER TABLE voucher ADD COLUMN expired_at timestamptz;
DROP INDEX voucher_by_expiry;
CREATE INDEX voucher_to_expire ON voucher (valid_until, id) WHERE expired_at IS NULL;
CREATE INDEX voucher_to_lapse ON voucher (accept_until, id) WHERE expired_at IS NULL AND accepted_at IS NULL
    AND accept_until IS NOT NULL;
