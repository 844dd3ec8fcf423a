-- Views of trade.
-- An authority of the enterprise decides, until nobody waits for that any more.
CREATE INDEX order_dispute_work ON order_dispute (region_code, due_at, id) WHERE status = 'OPEN';

CREATE VIEW work_order_dispute AS
SELECT 'ORDER_DISPUTE' AS kind, d.id AS item, d.id AS subject_id, '/api/v1/order-disputes/' || d.id AS subject_path,
    d.organization_id, d.region_code, d.organization_name AS name, d.provider_name || ' ' || d.order_number AS detail,
    NULL::timestamptz AS from_at, d.lapses_at AS until_at, d.filed_at AS since, d.due_at,
    d.region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, '{}'::uuid[] AS barred
FROM order_dispute d
WHERE d.status = 'OPEN';

-- The province decides on an appeal, by another person than has decided before.
CREATE INDEX order_dispute_appeal_work ON order_dispute (due_at, id) WHERE status = 'APPEALED';

CREATE VIEW work_order_dispute_appeal AS
SELECT 'ORDER_DISPUTE_APPEAL' AS kind, d.id AS item, d.id AS subject_id, '/api/v1/order-disputes/' || d.id AS subject_path,
    d.organization_id, d.region_code, d.organization_name AS name, d.provider_name || ' ' || d.order_number AS detail,
    NULL::timestamptz AS from_at, d.lapses_at AS until_at, d.appealed_at AS since, d.due_at,
    left(d.region_code, 2) || '0000' AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, ARRAY[d.decided_by] AS barred
FROM order_dispute d
WHERE d.status = 'APPEALED';
