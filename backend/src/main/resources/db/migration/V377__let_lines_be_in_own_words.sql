-- Tables of trade.
-- What a provider has quoted in its own words, of what no catalogue has an entry for: no voucher pays of it.
ALTER TABLE order_line
    ADD COLUMN own_words text,
    ADD CONSTRAINT order_line_own_words_unsupported CHECK (own_words IS NULL OR NOT with_subsidy);
