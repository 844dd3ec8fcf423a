-- Views of catalogue.
-- Nothing is confirmed while one of the two providers is not qualified.
CREATE OR REPLACE VIEW work_hosting AS
SELECT 'HOSTING' AS kind, h.id AS item, h.id AS subject_id, '/api/v1/hostings/' || h.id AS subject_path,
    h.organization_id, h.region_code, h.offering_name AS name, h.platform_name AS detail,
    greatest(s.suspended_until, s.disqualified_until, s.qualified_from, d.suspended_until, d.disqualified_until,
        d.qualified_from) AS from_at,
    least(s.qualified_until, d.qualified_until) AS until_at, h.proposed_at AS since, work_due(h.proposed_at, 14) AS due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, h.counterpart_id AS acting_organization_id,
    NULL::text[] AS organization_roles, ARRAY['PROVIDER'] AS needed_roles, '{}'::uuid[] AS barred
FROM hosting h JOIN organization o ON o.id = h.counterpart_id AND o.frozen_at IS NULL
    JOIN provider s ON s.id = h.host_id AND NOT s.organization_frozen AND NOT s.suspended_by_hand AND s.qualified_from IS NOT NULL
    JOIN provider d ON d.id = h.developer_id AND NOT d.organization_frozen AND NOT d.suspended_by_hand AND d.qualified_from IS NOT NULL
WHERE h.status = 'PROPOSED';
