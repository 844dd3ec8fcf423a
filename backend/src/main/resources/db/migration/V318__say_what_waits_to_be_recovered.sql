-- Views of trade.
-- An authority of the enterprise sees to what a decision could not take back: another person than has decided.
CREATE INDEX order_dispute_recovery_work ON order_dispute (region_code, due_at, id) WHERE status = 'RECOVERY';

CREATE VIEW work_order_dispute_recovery AS
SELECT 'ORDER_DISPUTE_RECOVERY' AS kind, d.id AS item, d.id AS subject_id, '/api/v1/order-disputes/' || d.id AS subject_path,
    d.organization_id, d.region_code, d.organization_name AS name, d.provider_name || ' ' || d.order_number AS detail,
    NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, d.closed_at AS since, d.due_at,
    d.region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, ARRAY[d.decided_by] AS barred
FROM order_dispute d
WHERE d.status = 'RECOVERY';
