-- Which lines a capture paid. Of older ones nobody remembers: the first lines were paid first.
ALTER TABLE redemption ADD COLUMN lines text;
COMMENT ON COLUMN redemption.lines IS 'what was captured of each line; null of older captures: the first lines first';

-- Which lines a refund took back, where somebody said.
ALTER TABLE refund ADD COLUMN lines text;
COMMENT ON COLUMN refund.lines IS 'what was taken back of each line; null where nobody said: of the last lines first';
