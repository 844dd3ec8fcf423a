-- Tables of trade.
-- What a reading is compared with must not depend on which others came before it.
ALTER TABLE usage_meter ADD COLUMN ordered_quantity numeric;
UPDATE usage_meter m SET ordered_quantity = l.quantity FROM order_line l WHERE l.order_id = m.order_id AND l.line = m.line;
ALTER TABLE usage_meter ALTER COLUMN ordered_quantity SET NOT NULL;
COMMENT ON COLUMN usage_meter.ordered_quantity IS 'of the line when the service began, for all of it; a reading above ten times as much is held back';

-- Nobody asks any more which reading of a meter is the largest.
DROP INDEX usage_event_largest;
