-- Tables of trade.
-- What a decision takes back may be with the bank, or was paid: an authority of the enterprise sees to it.
ALTER TABLE order_dispute
    ADD COLUMN hindrance    text,
    ADD COLUMN remedy       text,
    ADD COLUMN recovered_by uuid,
    ADD COLUMN recovered_at timestamptz,
    ADD COLUMN recovered    text;

ALTER TABLE order_dispute DROP CONSTRAINT order_dispute_status_known;
ALTER TABLE order_dispute ADD CONSTRAINT order_dispute_status_known
    CHECK (status IN ('OPEN', 'DECIDED', 'APPEALED', 'CLOSED', 'RECOVERY', 'WITHDRAWN', 'LAPSED'));
ALTER TABLE order_dispute DROP CONSTRAINT order_dispute_closed;
ALTER TABLE order_dispute ADD CONSTRAINT order_dispute_closed
    CHECK ((status IN ('CLOSED', 'RECOVERY', 'WITHDRAWN', 'LAPSED')) = (closed_at IS NOT NULL));
ALTER TABLE order_dispute ADD CONSTRAINT order_dispute_recovery CHECK ((status <> 'RECOVERY' OR hindrance IS NOT NULL)
    AND (hindrance IS NULL OR hindrance IN ('IN_PAYMENT', 'PAID')) AND (remedy IS NULL OR remedy IN ('CARRIED_OUT', 'RECOVERED'))
    AND num_nonnulls(remedy, recovered_by, recovered_at, recovered) IN (0, 4)
    AND (status <> 'RECOVERY' OR remedy IS NULL) AND (remedy IS NULL OR hindrance IS NOT NULL));
ALTER TABLE order_dispute ADD CONSTRAINT order_dispute_recovery_four_eyes CHECK (recovered_by <> decided_by);
