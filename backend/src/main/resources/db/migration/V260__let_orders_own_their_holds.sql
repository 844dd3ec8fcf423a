-- A hold of an order belongs to that. What is delivered of it is split off and waits for the enterprise, by no deadline of its own.
ALTER TABLE reservation
    ADD COLUMN order_id uuid,
    ADD COLUMN parent_id uuid,
    ADD COLUMN delivery_id uuid,
    ADD COLUMN delivered_at timestamptz,
    DROP CONSTRAINT reservation_status_known,
    ADD CONSTRAINT reservation_status_known CHECK (status IN ('HELD', 'CAPTURED', 'RELEASED', 'EXPIRED', 'SPLIT')),
    ADD CONSTRAINT reservation_parent_fk FOREIGN KEY (parent_id) REFERENCES reservation (id),
    ADD CONSTRAINT reservation_split_has_no_capture CHECK (status <> 'SPLIT' OR captured_fen = 0 AND delivered_at IS NULL
        AND order_id IS NOT NULL),
    ADD CONSTRAINT reservation_parts_are_of_orders CHECK (order_id IS NOT NULL OR num_nonnulls(parent_id, delivery_id,
        delivered_at) = 0),
    ADD CONSTRAINT reservation_delivered_whole CHECK ((delivery_id IS NULL) = (delivered_at IS NULL)),
    ADD CONSTRAINT reservation_captured_was_delivered CHECK (status <> 'CAPTURED' OR order_id IS NULL
        OR delivered_at IS NOT NULL);

COMMENT ON COLUMN reservation.parent_id IS 'the hold that it was split off; parts of one hold have its amount together';
COMMENT ON COLUMN reservation.delivery_id IS 'what was delivered for it, unless that was rejected; it stays when the hold ends';

DROP INDEX reservation_due;
CREATE INDEX reservation_due ON reservation (expires_at, id) WHERE status = 'HELD' AND delivered_at IS NULL;
CREATE INDEX reservation_of_order ON reservation (order_id, id) WHERE order_id IS NOT NULL;
