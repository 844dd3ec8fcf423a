-- Tables of trade.
-- What is owed of a bill may be taken off another one, and be owed again where vouchers never pay that.
ALTER TABLE bill_lowering ADD COLUMN owed_by_id uuid;
UPDATE bill_lowering SET owed_by_id = lowered_id WHERE status = 'OWED';
ALTER TABLE bill_lowering ADD CONSTRAINT bill_lowering_owed_by_fk FOREIGN KEY (owed_by_id) REFERENCES bill (id);
ALTER TABLE bill_lowering ADD CONSTRAINT bill_lowering_owed_by_whom CHECK (status <> 'OWED' OR owed_by_id IS NOT DISTINCT FROM lowered_id);
ALTER TABLE bill_lowering ADD CONSTRAINT bill_lowering_order_fk FOREIGN KEY (order_id) REFERENCES service_order (id);
COMMENT ON COLUMN bill_lowering.owed_by_id IS 'the bill that was paid too much; null where nothing was ever owed';
