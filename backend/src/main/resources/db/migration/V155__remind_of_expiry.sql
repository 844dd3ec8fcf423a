-- Of which span before its end, in days, the holder of a voucher was reminded last; each span once.
ALTER TABLE voucher ADD COLUMN reminded_days integer;
