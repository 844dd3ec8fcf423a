-- Tables of trade.
-- What of a delivery was paid and is asked back from whoever was paid: it counts as captured no more, so it is taken back by
-- nothing else. What was asked back before this was on record is spread over the plans that its voucher has paid of the
-- delivery, one after the other.
ALTER TABLE order_delivery ADD COLUMN asked_back text NOT NULL DEFAULT '[]';

WITH asked AS (
    SELECT r.delivery_id, r.voucher_id, sum(r.amount_fen) AS fen FROM recovery r GROUP BY r.delivery_id, r.voucher_id
), paid AS (
    SELECT a.delivery_id, a.voucher_id, a.fen, p.part ->> 'planCode' AS plan, (p.part ->> 'amountFen')::bigint AS amount,
        sum((p.part ->> 'amountFen')::bigint) OVER (PARTITION BY a.delivery_id, a.voucher_id ORDER BY p.nth) AS up_to
    FROM asked a JOIN order_delivery d ON d.id = a.delivery_id
        CROSS JOIN LATERAL jsonb_array_elements(d.paid::jsonb) WITH ORDINALITY AS p (part, nth)
    WHERE p.part ->> 'voucherId' = a.voucher_id::text
), spread AS (
    SELECT delivery_id, voucher_id, plan, sum(greatest(0, least(amount, fen - (up_to - amount)))) AS fen
    FROM paid GROUP BY delivery_id, voucher_id, plan
), whole AS (
    SELECT delivery_id, jsonb_agg(jsonb_build_object('voucherId', voucher_id, 'planCode', plan, 'amountFen', fen))::text AS parts
    FROM spread WHERE fen > 0 GROUP BY delivery_id
)
UPDATE order_delivery d SET asked_back = whole.parts FROM whole WHERE d.id = whole.delivery_id;

COMMENT ON COLUMN order_delivery.asked_back IS 'what had left its voucher for good and is asked back, by voucher and plan';
