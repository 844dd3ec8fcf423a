-- Views of trade.
-- The provider lets the service begin until the order lapses. Who is frozen cannot.
CREATE VIEW work_order_activation AS
SELECT 'ORDER_ACTIVATION' AS kind, o.id AS item, o.id AS subject_id, '/api/v1/orders/' || o.id AS subject_path,
    o.organization_id, o.region_code, o.offering_name AS name, o.organization_name || ' ' || o.number AS detail,
    NULL::timestamptz AS from_at, o.due_at AS until_at, o.accepted_at AS since, o.due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, o.provider_organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, ARRAY['PROVIDER'] AS needed_roles, '{}'::uuid[] AS barred
FROM service_order o JOIN organization p ON p.id = o.provider_organization_id AND p.frozen_at IS NULL
WHERE o.status = 'ACCEPTED';

CREATE INDEX service_order_to_activate ON service_order (provider_organization_id, due_at, id) WHERE status = 'ACCEPTED';

-- The provider delivers what is left, from a week before the last day on.
CREATE VIEW work_order_delivery AS
SELECT 'ORDER_DELIVERY' AS kind, o.id AS item, o.id AS subject_id, '/api/v1/orders/' || o.id AS subject_path,
    o.organization_id, o.region_code, o.offering_name AS name, o.organization_name || ' ' || o.number AS detail,
    (o.ends_on - 7)::timestamp AT TIME ZONE 'Asia/Shanghai' AS from_at, NULL::timestamptz AS until_at, o.activated_at AS since,
    o.due_at, NULL::text AS authority_region, '{}'::text[] AS roles, o.provider_organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, ARRAY['PROVIDER'] AS needed_roles, '{}'::uuid[] AS barred
FROM service_order o JOIN organization p ON p.id = o.provider_organization_id AND p.frozen_at IS NULL
WHERE o.status = 'ACTIVE';

CREATE INDEX service_order_to_deliver ON service_order (provider_organization_id, due_at, id) WHERE status = 'ACTIVE';

-- The enterprise accepts or rejects; what no voucher pays is accepted by itself in the end. Nothing is while a side is frozen.
CREATE VIEW work_delivery_acceptance AS
SELECT 'DELIVERY_ACCEPTANCE' AS kind, d.id AS item, o.id AS subject_id, '/api/v1/orders/' || o.id AS subject_path,
    d.organization_id, d.region_code, o.offering_name AS name, o.provider_name || ' ' || o.number AS detail,
    NULL::timestamptz AS from_at, CASE WHEN NOT d.with_subsidy THEN d.due_at END AS until_at, d.reported_at AS since,
    d.due_at, NULL::text AS authority_region, '{}'::text[] AS roles, d.organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, ARRAY['ENTERPRISE'] AS needed_roles, '{}'::uuid[] AS barred
FROM order_delivery d JOIN service_order o ON o.id = d.order_id AND o.status IN ('ACTIVE', 'DELIVERED')
    JOIN organization e ON e.id = o.organization_id AND e.frozen_at IS NULL
    JOIN organization p ON p.id = o.provider_organization_id AND p.frozen_at IS NULL
WHERE d.status = 'REPORTED';

CREATE INDEX order_delivery_to_accept ON order_delivery (organization_id, due_at, id) WHERE status = 'REPORTED';

-- What public money is to pay and nobody answers in time is the county's to ask about: 14 days, then that of those above too.
CREATE VIEW work_delivery_overdue AS
SELECT 'DELIVERY_OVERDUE' AS kind, d.id AS item, o.id AS subject_id, '/api/v1/orders/' || o.id AS subject_path,
    d.organization_id, d.region_code, o.organization_name AS name, o.provider_name || ' ' || o.number AS detail,
    d.due_at AS from_at, NULL::timestamptz AS until_at, d.due_at AS since, work_due(d.due_at, 14) AS due_at,
    d.region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, '{}'::uuid[] AS barred
FROM order_delivery d JOIN service_order o ON o.id = d.order_id AND o.status IN ('ACTIVE', 'DELIVERED')
WHERE d.status = 'REPORTED' AND d.with_subsidy;

CREATE INDEX order_delivery_overdue ON order_delivery (region_code, (work_due(due_at, 14)), id)
    WHERE status = 'REPORTED' AND with_subsidy;
CREATE INDEX order_delivery_overdue_all ON order_delivery ((work_due(due_at, 14)), id)
    WHERE status = 'REPORTED' AND with_subsidy;

-- The other side answers, until the proposal lapses.
CREATE VIEW work_order_amendment AS
SELECT 'ORDER_AMENDMENT' AS kind, a.id AS item, o.id AS subject_id, '/api/v1/orders/' || o.id AS subject_path,
    a.organization_id, a.region_code, o.offering_name AS name,
    CASE a.proposed_side WHEN 'ENTERPRISE' THEN o.organization_name ELSE o.provider_name END || ' ' || o.number AS detail,
    NULL::timestamptz AS from_at, a.due_at AS until_at, a.proposed_at AS since, a.due_at, NULL::text AS authority_region,
    '{}'::text[] AS roles, a.addressee_id AS acting_organization_id, NULL::text[] AS organization_roles,
    CASE a.proposed_side WHEN 'ENTERPRISE' THEN ARRAY['PROVIDER'] ELSE ARRAY['ENTERPRISE'] END AS needed_roles,
    '{}'::uuid[] AS barred
FROM order_amendment a JOIN service_order o ON o.id = a.order_id
    JOIN organization p ON p.id = a.addressee_id AND p.frozen_at IS NULL
WHERE a.status = 'PROPOSED';

CREATE INDEX order_amendment_to_answer ON order_amendment (addressee_id, due_at, id) WHERE status = 'PROPOSED';
