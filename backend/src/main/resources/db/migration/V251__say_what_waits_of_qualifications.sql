-- Views of provider.
-- The authority of the level whose turn it is reviews within its time; those above only when that is over.
CREATE INDEX provider_qualification_work ON provider_qualification (due_at, id) WHERE status = 'SUBMITTED';

CREATE VIEW work_qualification_review AS
SELECT 'QUALIFICATION_REVIEW' AS kind, q.id AS item, q.id AS subject_id,
    '/api/v1/provider-qualifications/' || q.id AS subject_path, q.organization_id, q.region_code,
    q.organization_name AS name, q.kind AS detail, NULL::timestamptz AS from_at, q.valid_until AS until_at,
    q.updated_at AS since, q.due_at,
    CASE q.stage WHEN 'COUNTY' THEN q.region_code WHEN 'CITY' THEN left(q.region_code, 4) || '00'
        ELSE left(q.region_code, 2) || '0000' END AS authority_region,
    '{}'::text[] AS roles, NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles,
    NULL::text[] AS needed_roles, array_remove(ARRAY[q.created_by, q.submitted_by], NULL) || q.reviewers AS barred
FROM provider_qualification q WHERE q.status = 'SUBMITTED';

-- Its organisation corrects what was returned.
CREATE VIEW work_qualification_correction AS
SELECT 'QUALIFICATION_CORRECTION' AS kind, q.id AS item, q.id AS subject_id,
    '/api/v1/provider-qualifications/' || q.id AS subject_path, q.organization_id, q.region_code,
    q.organization_name AS name, q.kind AS detail, NULL::timestamptz AS from_at, q.valid_until AS until_at,
    q.updated_at AS since, least(work_due(q.updated_at, 14), q.valid_until) AS due_at, NULL::text AS authority_region,
    '{}'::text[] AS roles, q.organization_id AS acting_organization_id, NULL::text[] AS organization_roles,
    ARRAY['PROVIDER'] AS needed_roles, '{}'::uuid[] AS barred
FROM provider_qualification q JOIN organization o ON o.id = q.organization_id AND o.frozen_at IS NULL
WHERE q.status = 'RETURNED';

-- The province grants what nobody objects to any more, by another person than has passed it.
CREATE INDEX provider_qualification_grant_work ON provider_qualification (work_due(notice_until, 7), id)
    WHERE status = 'PUBLIC_NOTICE';

CREATE VIEW work_qualification_grant AS
SELECT 'QUALIFICATION_GRANT' AS kind, q.id AS item, q.id AS subject_id,
    '/api/v1/provider-qualifications/' || q.id AS subject_path, q.organization_id, q.region_code,
    q.organization_name AS name, q.kind AS detail, q.notice_until AS from_at, q.valid_until AS until_at,
    q.notice_until AS since, work_due(q.notice_until, 7) AS due_at, left(q.region_code, 2) || '0000' AS authority_region,
    '{}'::text[] AS roles, NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles,
    NULL::text[] AS needed_roles, array_remove(ARRAY[q.created_by, q.submitted_by], NULL) || q.reviewers AS barred
FROM provider_qualification q
WHERE q.status = 'PUBLIC_NOTICE' AND NOT EXISTS (SELECT 1 FROM qualification_objection b
    WHERE b.qualification_id = q.id AND b.status = 'PENDING');

-- The province decides on objections, by another person than has filed it or passed the application, as long as that is
-- shown to the public.
CREATE INDEX qualification_objection_work ON qualification_objection (due_at, id) WHERE status = 'PENDING';

CREATE VIEW work_qualification_objection AS
SELECT 'QUALIFICATION_OBJECTION' AS kind, b.id AS item, b.id AS subject_id,
    '/api/v1/qualification-objections/' || b.id AS subject_path, b.organization_id, b.region_code,
    b.organization_name AS name, q.kind AS detail, NULL::timestamptz AS from_at, q.valid_until AS until_at,
    b.filed_at AS since, b.due_at, left(b.region_code, 2) || '0000' AS authority_region, '{}'::text[] AS roles,
    NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles, NULL::text[] AS needed_roles,
    array_remove(ARRAY[b.filed_by, q.created_by, q.submitted_by], NULL) || q.reviewers AS barred
FROM qualification_objection b JOIN provider_qualification q ON q.id = b.qualification_id
WHERE b.status = 'PENDING' AND q.status = 'PUBLIC_NOTICE';

-- The provider confirms what ends with this year, as long as it has submitted nothing for the next.
CREATE VIEW work_qualification_renewal AS
SELECT 'QUALIFICATION_RENEWAL' AS kind, q.id AS item, q.id AS subject_id,
    '/api/v1/provider-qualifications/' || q.id AS subject_path, q.organization_id, q.region_code,
    q.organization_name AS name, q.kind AS detail, make_timestamptz(q.year, 11, 1, 0, 0, 0, 'Asia/Shanghai') AS from_at,
    q.valid_until AS until_at, make_timestamptz(q.year, 11, 1, 0, 0, 0, 'Asia/Shanghai') AS since,
    q.valid_until AS due_at, NULL::text AS authority_region, '{}'::text[] AS roles,
    q.organization_id AS acting_organization_id, NULL::text[] AS organization_roles,
    ARRAY['PROVIDER'] AS needed_roles, '{}'::uuid[] AS barred
FROM provider_qualification q JOIN organization o ON o.id = q.organization_id AND o.frozen_at IS NULL
WHERE q.status = 'QUALIFIED' AND NOT EXISTS (SELECT 1 FROM provider_qualification n
    WHERE n.organization_id = q.organization_id AND n.kind = q.kind AND n.year = q.year + 1
        AND n.status NOT IN ('DRAFT', 'REJECTED', 'WITHDRAWN', 'REVOKED'));
