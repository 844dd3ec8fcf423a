-- Which lines a capture paid. Of older ones nobody remembers: the first lines were paid first.
ALTER TABLE redemption ADD COLUMN lines text;
COMMENT ON COLUMN redemption.lines IS 'what was captured of each line; null of older captures: the first lines first';
