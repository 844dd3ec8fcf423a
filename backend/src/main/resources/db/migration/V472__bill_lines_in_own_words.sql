-- Tables of trade.
-- What was accepted of lines in own words is billed: a line of a bill says of which delivery, and of one whose bills do not say how it stands
-- the next one does.
ALTER TABLE bill_line
    ADD COLUMN delivery_id uuid,
    DROP CONSTRAINT bill_line_once,
    DROP CONSTRAINT bill_line_kind_known,
    DROP CONSTRAINT bill_line_quantity;
ALTER TABLE bill_line
    ADD CONSTRAINT bill_line_once UNIQUE NULLS NOT DISTINCT (bill_id, order_line, month, kind, delivery_id),
    ADD CONSTRAINT bill_line_kind_known
        CHECK (kind IN ('USAGE', 'MINIMUM', 'MAXIMUM', 'SETUP', 'CONCESSION', 'CAMPAIGN', 'CUT', 'OWN_WORDS')),
    ADD CONSTRAINT bill_line_quantity CHECK ((kind IN ('USAGE', 'OWN_WORDS')) = (quantity IS NOT NULL)),
    ADD CONSTRAINT bill_line_own_words_delivered CHECK ((kind = 'OWN_WORDS') = (delivery_id IS NOT NULL)),
    ADD CONSTRAINT bill_line_delivery_fk FOREIGN KEY (delivery_id) REFERENCES order_delivery (id);

ALTER TABLE order_delivery
    ADD COLUMN unbilled boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT order_delivery_unbilled_accepted CHECK (NOT unbilled OR status = 'ACCEPTED');

COMMENT ON COLUMN order_delivery.unbilled IS 'whether no bill says yet how it stands in own words';

UPDATE order_delivery d SET unbilled = true
WHERE d.status = 'ACCEPTED' AND EXISTS (
    SELECT FROM order_line l JOIN jsonb_array_elements(d.lines::jsonb) e ON e ->> 'planCode' = l.plan_code
    WHERE l.order_id = d.order_id AND l.own_words IS NOT NULL);

CREATE INDEX order_delivery_unbilled ON order_delivery (order_id, decided_at) WHERE unbilled;
