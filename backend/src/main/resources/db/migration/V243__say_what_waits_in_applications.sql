-- Views of application.
-- The authority of the level whose turn it is reviews, within the time of the rules; those above only when that is over.
CREATE INDEX voucher_application_work ON voucher_application ((reviewing_region(status, stages, region_code)),
        (coalesce(due_at, work_due(updated_at, 14))), id)
    WHERE status IN ('SUBMITTED', 'COUNTY_REVIEW', 'CITY_REVIEW', 'PROVINCE_REVIEW');
CREATE INDEX voucher_application_work_due ON voucher_application ((coalesce(due_at, work_due(updated_at, 14))), id)
    WHERE status IN ('SUBMITTED', 'COUNTY_REVIEW', 'CITY_REVIEW', 'PROVINCE_REVIEW');

CREATE VIEW work_application_review AS
SELECT 'APPLICATION_REVIEW' AS kind, a.id AS item, a.id AS subject_id,
    '/api/v1/voucher-applications/' || a.id AS subject_path, a.organization_id, a.region_code, o.name_zh AS name,
    p.name_zh AS detail, NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, a.updated_at AS since,
    coalesce(a.due_at, work_due(a.updated_at, 14)) AS due_at,
    reviewing_region(a.status, a.stages, a.region_code) AS authority_region, '{}'::text[] AS roles,
    NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles, NULL::text[] AS needed_roles,
    array_remove(ARRAY[a.last_step_by, a.created_by], NULL) AS barred
FROM voucher_application a LEFT JOIN organization o ON o.id = a.organization_id
    LEFT JOIN programme p ON p.id = a.programme_id
WHERE a.status IN ('SUBMITTED', 'COUNTY_REVIEW', 'CITY_REVIEW', 'PROVINCE_REVIEW');

-- The applicant corrects, within the time of the rules; then it lapses.
CREATE INDEX voucher_application_returned ON voucher_application (organization_id) WHERE status = 'RETURNED';

CREATE VIEW work_application_correction AS
SELECT 'APPLICATION_CORRECTION' AS kind, a.id AS item, a.id AS subject_id,
    '/api/v1/voucher-applications/' || a.id AS subject_path, a.organization_id, a.region_code, p.name_zh AS name,
    NULL::text AS detail, NULL::timestamptz AS from_at, a.due_at + interval '1 microsecond' AS until_at,
    a.updated_at AS since, coalesce(a.due_at, work_due(a.updated_at, 14)) AS due_at, NULL::text AS authority_region,
    '{}'::text[] AS roles, a.organization_id AS acting_organization_id, NULL::text[] AS organization_roles,
    ARRAY['ENTERPRISE'] AS needed_roles, '{}'::uuid[] AS barred
FROM voucher_application a JOIN organization o ON o.id = a.organization_id AND o.frozen_at IS NULL
    LEFT JOIN programme p ON p.id = a.programme_id
WHERE a.status = 'RETURNED';

-- Hits on record that nobody has cleared or confirmed: the same rule as cn.dengyun.application.domain.ApplicationSignals.
-- What somebody looked into counts as far as he saw it.
CREATE FUNCTION waiting_signals(signals text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT coalesce(array_agg(f ->> 'rule'), '{}') FROM jsonb_array_elements(signals::jsonb -> 'findings') f
        WHERE f ->> 'disposition' = 'HOLD_FOR_REVIEW' AND NOT coalesce((
            SELECT jsonb_typeof(d.value -> 'uses') <> 'array' OR d.value -> 'uses' @> coalesce((
                    SELECT jsonb_agg(i -> 'value') FROM jsonb_array_elements(f -> 'inputs') i
                    WHERE i ->> 'name' = 'usedFor'), '[]')
            FROM jsonb_array_elements(signals::jsonb -> 'disposed') WITH ORDINALITY d (value, place)
            WHERE d.value ->> 'rule' = f ->> 'rule' ORDER BY d.place DESC LIMIT 1), false) $$;

-- Somebody who has not decided in the file as an authority, and has not made it, clears or confirms what holds it up, in the
-- time of the review.
CREATE INDEX voucher_application_held_up ON voucher_application ((coalesce(due_at, work_due(updated_at, 14))), id)
    WHERE status IN ('COUNTY_REVIEW', 'CITY_REVIEW', 'PROVINCE_REVIEW') AND signals LIKE '%HOLD_FOR_REVIEW%';

CREATE VIEW work_signal AS
SELECT 'SIGNAL' AS kind, a.id AS item, a.id AS subject_id, '/api/v1/voucher-applications/' || a.id AS subject_path,
    a.organization_id, a.region_code, o.name_zh AS name, array_to_string(waiting_signals(a.signals), ', ') AS detail,
    NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, a.updated_at AS since,
    coalesce(a.due_at, work_due(a.updated_at, 14)) AS due_at,
    reviewing_region(a.status, a.stages, a.region_code) AS authority_region, '{}'::text[] AS roles,
    NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles, NULL::text[] AS needed_roles,
    a.created_by || ARRAY(SELECT s.actor_id FROM voucher_application_step s WHERE s.application_id = a.id
        AND s.actor_id IS NOT NULL AND s.actor_region IS NOT NULL AND s.move NOT IN ('PUBLISH', 'ISSUE')) AS barred
FROM voucher_application a LEFT JOIN organization o ON o.id = a.organization_id
WHERE a.status IN ('COUNTY_REVIEW', 'CITY_REVIEW', 'PROVINCE_REVIEW') AND a.signals LIKE '%HOLD_FOR_REVIEW%'
    AND waiting_signals(a.signals) <> '{}';

-- Somebody who has not decided in the file decides, at the level that refused or above: the time of the appeal.
CREATE INDEX voucher_appeal_open ON voucher_appeal (due_at, id) WHERE outcome IS NULL;

CREATE VIEW work_appeal AS
SELECT 'APPEAL' AS kind, l.id AS item, a.id AS subject_id, '/api/v1/voucher-applications/' || a.id AS subject_path,
    a.organization_id, a.region_code, o.name_zh AS name, p.name_zh AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, l.filed_at AS since, l.due_at,
    coalesce(reviewing_region(a.review::jsonb ->> 'stage' || '_REVIEW', a.stages, a.region_code), a.region_code)
        AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles,
    a.created_by || ARRAY(SELECT s.actor_id FROM voucher_application_step s WHERE s.application_id = a.id
        AND s.actor_id IS NOT NULL AND s.actor_region IS NOT NULL AND s.move NOT IN ('PUBLISH', 'ISSUE')) AS barred
FROM voucher_appeal l JOIN voucher_application a ON a.id = l.application_id
    LEFT JOIN organization o ON o.id = a.organization_id LEFT JOIN programme p ON p.id = a.programme_id
WHERE l.outcome IS NULL;

-- The same of an objection, where the notice was published.
CREATE INDEX notice_objection_due ON notice_objection (due_at, id) WHERE outcome IS NULL;

CREATE VIEW work_objection AS
SELECT 'OBJECTION' AS kind, j.id AS item, j.id AS subject_id,
    '/api/v1/public-notices/' || j.notice_id || '/objections?applicationId=' || a.id AS subject_path,
    a.organization_id, a.region_code, o.name_zh AS name, n.title AS detail, NULL::timestamptz AS from_at, NULL::timestamptz AS until_at,
    j.filed_at AS since, j.due_at, n.region_code AS authority_region, '{}'::text[] AS roles,
    NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles, NULL::text[] AS needed_roles,
    a.created_by || ARRAY(SELECT s.actor_id FROM voucher_application_step s WHERE s.application_id = a.id
        AND s.actor_id IS NOT NULL AND s.actor_region IS NOT NULL AND s.move NOT IN ('PUBLISH', 'ISSUE')) AS barred
FROM notice_objection j JOIN voucher_application a ON a.id = j.application_id JOIN public_notice n ON n.id = j.notice_id
    LEFT JOIN organization o ON o.id = a.organization_id
WHERE j.outcome IS NULL;

-- The authority that approved last publishes, one notice for all of a programme: 14 days from the first.
CREATE INDEX voucher_application_to_publish ON voucher_application (
        (reviewing_region(stages[cardinality(stages)] || '_REVIEW', stages, region_code)), programme_id, updated_at)
    WHERE status = 'APPROVED';

CREATE VIEW work_notice_publication AS
SELECT 'NOTICE_PUBLICATION' AS kind, md5(g.programme_id || '/' || g.region)::uuid AS item, g.programme_id AS subject_id,
    '/api/v1/programmes/' || g.programme_id AS subject_path, NULL::uuid AS organization_id, g.region AS region_code,
    p.name_zh AS name, g.approved::text AS detail, NULL::timestamptz AS from_at, NULL::timestamptz AS until_at,
    g.since, work_due(g.since, 14) AS due_at, g.region AS authority_region, '{}'::text[] AS roles,
    NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles, NULL::text[] AS needed_roles,
    '{}'::uuid[] AS barred
FROM (SELECT a.programme_id,
        reviewing_region(a.stages[cardinality(a.stages)] || '_REVIEW', a.stages, a.region_code) AS region, count(*) AS approved, min(a.updated_at) AS since
        FROM voucher_application a WHERE a.status = 'APPROVED' GROUP BY 1, 2) g
    LEFT JOIN programme p ON p.id = g.programme_id;

-- When a notice is over, another person than who published it has the vouchers issued, but for those objected to: 14 days.
CREATE VIEW work_notice_issue AS
SELECT 'NOTICE_ISSUE' AS kind, n.id AS item, n.id AS subject_id, '/api/v1/public-notices/' || n.id AS subject_path,
    NULL::uuid AS organization_id, n.region_code, n.title AS name, p.name_zh AS detail, n.ends_at AS from_at,
    NULL::timestamptz AS until_at, n.ends_at AS since, work_due(n.ends_at, 14) AS due_at,
    n.region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, ARRAY[n.published_by] AS barred
FROM public_notice n LEFT JOIN programme p ON p.id = n.programme_id
WHERE EXISTS (SELECT 1 FROM voucher_application a WHERE a.notice_id = n.id AND a.status = 'PUBLIC_NOTICE'
        AND NOT EXISTS (SELECT 1 FROM notice_objection j WHERE j.application_id = a.id AND j.outcome IS NULL))
    AND NOT EXISTS (SELECT 1 FROM notice_issue i JOIN job b ON b.id = i.id WHERE i.notice_id = n.id
        AND b.state IN ('PREPARING', 'QUEUED', 'RUNNING'));
