-- Tables of trade.
-- A provider that is disqualified while its order is disputed renders nothing more; where the order goes on after all, the
-- meter ends again when it would have.
ALTER TABLE usage_meter ADD COLUMN barred_end timestamptz;
COMMENT ON COLUMN usage_meter.barred_end IS 'when it would end, had its provider not been disqualified while its order was disputed; null where that is not so';

-- What was paid back otherwise is an amount and a day, so that somebody can post it. Of what was recovered before nobody
-- knows either, and nobody is asked: such a dispute is closed, and does not change any more.
ALTER TABLE order_dispute
    ADD COLUMN recovered_fen bigint,
    ADD COLUMN recovered_on  date;
ALTER TABLE order_dispute ADD CONSTRAINT order_dispute_recovered_what
    CHECK ((remedy IS NOT DISTINCT FROM 'RECOVERED') = (recovered_fen IS NOT NULL)
        AND (recovered_fen IS NULL) = (recovered_on IS NULL) AND recovered_fen > 0) NOT VALID;
