-- Views of trade.
-- The provider accepts an order or rejects it until it lapses. Who is frozen cannot.
CREATE VIEW work_order_answer AS
SELECT 'ORDER_ANSWER' AS kind, o.id AS item, o.id AS subject_id, '/api/v1/orders/' || o.id AS subject_path,
    o.organization_id, o.region_code, o.offering_name AS name, o.organization_name || ' ' || o.number AS detail,
    NULL::timestamptz AS from_at, o.due_at AS until_at, o.placed_at AS since, o.due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, o.provider_organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, ARRAY['PROVIDER'] AS needed_roles, '{}'::uuid[] AS barred
FROM service_order o JOIN organization p ON p.id = o.provider_organization_id AND p.frozen_at IS NULL
WHERE o.status = 'PLACED';

CREATE INDEX service_order_to_answer ON service_order (provider_organization_id, due_at, id) WHERE status = 'PLACED';
