-- What was left of a voucher's validity when it was held is given back when the hold ends for no fault of its enterprise.
ALTER TABLE reservation ADD COLUMN voucher_until timestamptz;
COMMENT ON COLUMN reservation.voucher_until IS 'until when the voucher could be used when it was held; null of older holds';

CREATE INDEX reservation_held_with ON reservation (provider_id, voucher_id) WHERE status = 'HELD';
