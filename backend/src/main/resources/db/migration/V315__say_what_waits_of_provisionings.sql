-- Views of trade.
-- The provider sees to what could not be provisioned while the order still wants it, and to what could not be removed.
CREATE VIEW work_provisioning_repair AS
SELECT 'PROVISIONING_REPAIR' AS kind, p.id AS item, p.id AS subject_id, '/api/v1/provisionings/' || p.id AS subject_path,
    p.organization_id, p.region_code, p.offering_name AS name, p.organization_name || ' ' || p.order_number AS detail,
    NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, p.since, p.since + interval '3 days' AS due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, p.provider_organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, ARRAY['PROVIDER'] AS needed_roles, '{}'::uuid[] AS barred
FROM provisioning p JOIN organization o ON o.id = p.provider_organization_id AND o.frozen_at IS NULL
WHERE p.status IN ('FAILED', 'STUCK');

CREATE INDEX provisioning_to_repair ON provisioning (provider_organization_id, since, id) WHERE status IN ('FAILED', 'STUCK');
