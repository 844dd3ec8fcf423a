-- Views of catalogue.
-- An owner of the provider confirms within 14 days; who is frozen cannot. Then somebody of the province who has neither drawn it up
-- nor confirmed it publishes it before its first day.
CREATE VIEW work_concession_confirmation AS
SELECT 'CONCESSION_CONFIRMATION' AS kind, c.id AS item, c.id AS subject_id, '/api/v1/concessions/' || c.id AS subject_path,
    c.provider_organization_id AS organization_id, c.region_code, c.title AS name, c.code AS detail,
    NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, c.proposed_at AS since, work_due(c.proposed_at, 14) AS due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, c.provider_organization_id AS acting_organization_id,
    ARRAY['OWNER'] AS organization_roles, ARRAY['PROVIDER'] AS needed_roles, ARRAY[c.proposed_by] AS barred
FROM concession c JOIN organization o ON o.id = c.provider_organization_id AND o.frozen_at IS NULL
WHERE c.status = 'DRAFT';

CREATE INDEX concession_to_publish ON concession (
        region_code, (from_on::timestamp AT TIME ZONE 'Asia/Shanghai'), id)
    WHERE status = 'AGREED';

CREATE VIEW work_concession AS
SELECT 'CONCESSION' AS kind, c.id AS item, c.id AS subject_id, '/api/v1/concessions/' || c.id AS subject_path,
    c.provider_organization_id AS organization_id, c.region_code, c.title AS name, c.provider_name AS detail,
    NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, c.confirmed_at AS since,
    c.from_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS due_at, c.region_code AS authority_region, '{}'::text[] AS roles,
    NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles, NULL::text[] AS needed_roles,
    ARRAY[c.proposed_by, c.confirmed_by] AS barred
FROM concession c WHERE c.status = 'AGREED';
