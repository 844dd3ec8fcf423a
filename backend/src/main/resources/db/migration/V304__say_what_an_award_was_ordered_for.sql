-- Tables of trade.
ALTER TABLE demand ADD COLUMN ordered_fen bigint;
COMMENT ON COLUMN demand.ordered_fen IS 'what the order by the awarded quote came to: less where the offering had become cheaper';

UPDATE demand d SET ordered_fen = o.net_fen FROM service_order o WHERE o.id = d.order_id;

ALTER TABLE demand DROP CONSTRAINT demand_awarded_whole;
ALTER TABLE demand ADD CONSTRAINT demand_awarded_whole CHECK (num_nonnulls(awarded_quote_id, awarded_provider_id,
    awarded_provider_name, awarded_fen, ordered_fen, order_id) = CASE status WHEN 'AWARDED' THEN 6 ELSE 0 END);

-- An order by a quote that ends before its service begins gives its demand back.
CREATE INDEX demand_of_order ON demand (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX service_order_quote_failed ON service_order (id)
    WHERE origin = 'QUOTE' AND status IN ('REJECTED', 'LAPSED', 'CANCELLED') AND activated_at IS NULL;
