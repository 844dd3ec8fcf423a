-- Views of trade.
-- Of a meter of which something is held back the enterprise releases what is right: an item for each meter, however many events.
CREATE VIEW work_usage_release AS
SELECT 'USAGE_RELEASE' AS kind, m.id AS item, m.order_id AS subject_id, '/api/v1/orders/' || m.order_id AS subject_path,
    m.organization_id, m.region_code, m.offering_name AS name, m.provider_name || ' ' || m.order_number || ' ' || m.plan_name AS detail,
    NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, h.since, work_due(h.since, 14) AS due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, m.organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, ARRAY['ENTERPRISE'] AS needed_roles, '{}'::uuid[] AS barred
FROM usage_meter m JOIN LATERAL (
    SELECT e.received_at AS since FROM usage_event e
    WHERE e.meter_id = m.id AND e.status = 'QUARANTINED' AND e.quarantine <> 'TOO_MANY_DIGITS'
    ORDER BY e.received_at LIMIT 1) h ON true;

-- The provider dismisses what is wrong.
CREATE VIEW work_usage_dismissal AS
SELECT 'USAGE_DISMISSAL' AS kind, m.id AS item, m.order_id AS subject_id, '/api/v1/orders/' || m.order_id AS subject_path,
    m.organization_id, m.region_code, m.offering_name AS name, m.organization_name || ' ' || m.order_number || ' ' || m.plan_name AS detail,
    NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, h.since, work_due(h.since, 14) AS due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, m.provider_organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, ARRAY['PROVIDER'] AS needed_roles, '{}'::uuid[] AS barred
FROM usage_meter m JOIN LATERAL (
    SELECT e.received_at AS since FROM usage_event e
    WHERE e.meter_id = m.id AND e.status = 'QUARANTINED'
    ORDER BY e.received_at LIMIT 1) h ON true;
