-- Views of activity.
-- The organiser tells what came of an activity within a week after it, and publishes a draft before it would begin.
CREATE INDEX activity_to_report_of_office ON activity (organizer_region, (work_due(ends_at, 7)), id) WHERE status = 'PUBLISHED';
CREATE INDEX activity_to_report_of_provider ON activity (organization_id, (work_due(ends_at, 7)), id)
    WHERE status = 'PUBLISHED' AND provider_id IS NOT NULL;
CREATE INDEX activity_to_publish ON activity (starts_at, id) WHERE status = 'DRAFT';

CREATE VIEW work_activity_outcome AS
SELECT 'ACTIVITY_OUTCOME' AS kind, a.id AS item, a.id AS subject_id, '/api/v1/activities/' || a.id AS subject_path,
    CASE WHEN a.provider_id IS NOT NULL THEN a.organization_id END AS organization_id, a.region_code, a.title AS name,
    a.kind AS detail, a.ends_at AS from_at, NULL::timestamptz AS until_at, a.ends_at AS since,
    work_due(a.ends_at, 7) AS due_at, a.organizer_region AS authority_region, '{}'::text[] AS roles,
    CASE WHEN a.provider_id IS NOT NULL THEN a.organization_id END AS acting_organization_id,
    NULL::text[] AS organization_roles,
    CASE WHEN a.provider_id IS NOT NULL THEN ARRAY['PROVIDER'] END AS needed_roles, '{}'::uuid[] AS barred
FROM activity a WHERE a.status = 'PUBLISHED';

CREATE VIEW work_activity_publication AS
SELECT 'ACTIVITY_PUBLICATION' AS kind, a.id AS item, a.id AS subject_id, '/api/v1/activities/' || a.id AS subject_path,
    CASE WHEN a.provider_id IS NOT NULL THEN a.organization_id END AS organization_id, a.region_code, a.title AS name,
    a.kind AS detail, a.starts_at - interval '72 hours' AS from_at, a.starts_at AS until_at,
    greatest(a.created_at, a.starts_at - interval '72 hours') AS since, a.starts_at AS due_at,
    a.organizer_region AS authority_region, '{}'::text[] AS roles,
    CASE WHEN a.provider_id IS NOT NULL THEN a.organization_id END AS acting_organization_id,
    NULL::text[] AS organization_roles,
    CASE WHEN a.provider_id IS NOT NULL THEN ARRAY['PROVIDER'] END AS needed_roles, '{}'::uuid[] AS barred
FROM activity a WHERE a.status = 'DRAFT';
