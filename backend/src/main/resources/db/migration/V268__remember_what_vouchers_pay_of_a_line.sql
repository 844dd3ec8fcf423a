-- What each voucher pays of a line, and how its programme counts that, as it was when the line was ordered; and what both sides have
-- taken off its price since. The price that was ordered stays as it was.
ALTER TABLE order_line
    ADD COLUMN cut_fen bigint NOT NULL DEFAULT 0,
    ADD COLUMN shares text,
    ADD CONSTRAINT order_line_cut_within CHECK (cut_fen BETWEEN 0 AND net_fen);
ALTER TABLE order_line ALTER COLUMN cut_fen DROP DEFAULT;

-- What the provider calls the service that has begun.
ALTER TABLE service_order ADD COLUMN service_reference text;
