-- What went back to a budget counts no more against the annual cap of its enterprise and the ceiling of its provider; until now
-- it did. Vouchers that nobody applied for never counted, but for those of the demo.
UPDATE entitlement e SET committed_fen = e.committed_fen - b.fen
FROM (SELECT programme_id, organization_id, sum(void_fen + returned_fen)::bigint AS fen FROM voucher
    WHERE application_id IS NOT NULL GROUP BY programme_id, organization_id) b
WHERE b.programme_id = e.programme_id AND b.organization_id = e.organization_id AND b.fen > 0;

UPDATE provider_ceiling c SET committed_fen = c.committed_fen - b.fen
FROM (SELECT programme_id, provider_id, sum(void_fen + returned_fen)::bigint AS fen FROM voucher
    WHERE application_id IS NOT NULL AND provider_id IS NOT NULL GROUP BY programme_id, provider_id) b
WHERE b.programme_id = c.programme_id AND b.provider_id = c.provider_id AND b.fen > 0;
