-- Views of application.
-- A price cut of a voucher is approved or rejected by another person than has proposed it: 7 days. As with every decision in a
-- file, neither who wrote the application nor who is the contact of the applicant has a say: the same rule as
-- cn.dengyun.application.Impartiality.
CREATE INDEX voucher_application_price_cut ON voucher_application (region_code, (work_due(price_cut_proposed_at, 7)), id)
    WHERE price_cut_proposed_at IS NOT NULL AND price_cut_approved_by IS NULL;
CREATE INDEX voucher_application_price_cut_due ON voucher_application ((work_due(price_cut_proposed_at, 7)), id)
    WHERE price_cut_proposed_at IS NOT NULL AND price_cut_approved_by IS NULL;

CREATE VIEW work_price_cut AS
SELECT 'PRICE_CUT' AS kind, a.id AS item, a.id AS subject_id, '/api/v1/voucher-applications/' || a.id AS subject_path,
    a.organization_id, a.region_code, o.name_zh AS name, p.name_zh AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, a.price_cut_proposed_at AS since, work_due(a.price_cut_proposed_at, 7) AS due_at,
    a.region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles,
    ARRAY[a.price_cut_proposed_by, a.created_by] || ARRAY(SELECT k.id FROM account k
        WHERE k.mobile = right(regexp_replace(o.contact_phone, '[^0-9]+', '', 'g'), 11) AND k.disabled_at IS NULL
            AND k.roles && ARRAY['AUTHORITY', 'FINANCE', 'AUDITOR', 'SYSADMIN']) AS barred
FROM voucher_application a LEFT JOIN organization o ON o.id = a.organization_id
    LEFT JOIN programme p ON p.id = a.programme_id
WHERE a.price_cut_proposed_at IS NOT NULL AND a.price_cut_approved_by IS NULL;

-- The other decisions in a file: their views as they were, without the contact of the applicant.
CREATE OR REPLACE VIEW work_application_review AS
SELECT 'APPLICATION_REVIEW' AS kind, a.id AS item, a.id AS subject_id,
    '/api/v1/voucher-applications/' || a.id AS subject_path, a.organization_id, a.region_code, o.name_zh AS name,
    p.name_zh AS detail, NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, a.updated_at AS since,
    coalesce(a.due_at, work_due(a.updated_at, 14)) AS due_at,
    reviewing_region(a.status, a.stages, a.region_code) AS authority_region, '{}'::text[] AS roles,
    NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles, NULL::text[] AS needed_roles,
    array_remove(ARRAY[a.last_step_by, a.created_by], NULL)
        || ARRAY(SELECT k.id FROM account k
        WHERE k.mobile = right(regexp_replace(o.contact_phone, '[^0-9]+', '', 'g'), 11) AND k.disabled_at IS NULL
            AND k.roles && ARRAY['AUTHORITY', 'FINANCE', 'AUDITOR', 'SYSADMIN']) AS barred
FROM voucher_application a LEFT JOIN organization o ON o.id = a.organization_id
    LEFT JOIN programme p ON p.id = a.programme_id
WHERE a.status IN ('SUBMITTED', 'COUNTY_REVIEW', 'CITY_REVIEW', 'PROVINCE_REVIEW');

CREATE OR REPLACE VIEW work_signal AS
SELECT 'SIGNAL' AS kind, a.id AS item, a.id AS subject_id, '/api/v1/voucher-applications/' || a.id AS subject_path,
    a.organization_id, a.region_code, o.name_zh AS name, array_to_string(waiting_signals(a.signals), ', ') AS detail,
    NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, a.updated_at AS since,
    coalesce(a.due_at, work_due(a.updated_at, 14)) AS due_at,
    reviewing_region(a.status, a.stages, a.region_code) AS authority_region, '{}'::text[] AS roles,
    NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles, NULL::text[] AS needed_roles,
    a.created_by || ARRAY(SELECT s.actor_id FROM voucher_application_step s WHERE s.application_id = a.id
        AND s.actor_id IS NOT NULL AND s.actor_region IS NOT NULL AND s.move NOT IN ('PUBLISH', 'ISSUE'))
        || ARRAY(SELECT k.id FROM account k
        WHERE k.mobile = right(regexp_replace(o.contact_phone, '[^0-9]+', '', 'g'), 11) AND k.disabled_at IS NULL
            AND k.roles && ARRAY['AUTHORITY', 'FINANCE', 'AUDITOR', 'SYSADMIN']) AS barred
FROM voucher_application a LEFT JOIN organization o ON o.id = a.organization_id
WHERE a.status IN ('COUNTY_REVIEW', 'CITY_REVIEW', 'PROVINCE_REVIEW') AND a.signals LIKE '%HOLD_FOR_REVIEW%'
    AND waiting_signals(a.signals) <> '{}';

CREATE OR REPLACE VIEW work_appeal AS
SELECT 'APPEAL' AS kind, l.id AS item, a.id AS subject_id, '/api/v1/voucher-applications/' || a.id AS subject_path,
    a.organization_id, a.region_code, o.name_zh AS name, p.name_zh AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, l.filed_at AS since, l.due_at,
    coalesce(reviewing_region(a.review::jsonb ->> 'stage' || '_REVIEW', a.stages, a.region_code), a.region_code)
        AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles,
    a.created_by || ARRAY(SELECT s.actor_id FROM voucher_application_step s WHERE s.application_id = a.id
        AND s.actor_id IS NOT NULL AND s.actor_region IS NOT NULL AND s.move NOT IN ('PUBLISH', 'ISSUE'))
        || ARRAY(SELECT k.id FROM account k
        WHERE k.mobile = right(regexp_replace(o.contact_phone, '[^0-9]+', '', 'g'), 11) AND k.disabled_at IS NULL
            AND k.roles && ARRAY['AUTHORITY', 'FINANCE', 'AUDITOR', 'SYSADMIN']) AS barred
FROM voucher_appeal l JOIN voucher_application a ON a.id = l.application_id
    LEFT JOIN organization o ON o.id = a.organization_id LEFT JOIN programme p ON p.id = a.programme_id
WHERE l.outcome IS NULL;

CREATE OR REPLACE VIEW work_objection AS
SELECT 'OBJECTION' AS kind, j.id AS item, j.id AS subject_id,
    '/api/v1/public-notices/' || j.notice_id || '/objections?applicationId=' || a.id AS subject_path,
    a.organization_id, a.region_code, o.name_zh AS name, n.title AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, j.filed_at AS since, j.due_at, n.region_code AS authority_region, '{}'::text[] AS roles,
    NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles, NULL::text[] AS needed_roles,
    a.created_by || ARRAY(SELECT s.actor_id FROM voucher_application_step s WHERE s.application_id = a.id
        AND s.actor_id IS NOT NULL AND s.actor_region IS NOT NULL AND s.move NOT IN ('PUBLISH', 'ISSUE'))
        || ARRAY(SELECT k.id FROM account k
        WHERE k.mobile = right(regexp_replace(o.contact_phone, '[^0-9]+', '', 'g'), 11) AND k.disabled_at IS NULL
            AND k.roles && ARRAY['AUTHORITY', 'FINANCE', 'AUDITOR', 'SYSADMIN']) AS barred
FROM notice_objection j JOIN voucher_application a ON a.id = j.application_id JOIN public_notice n ON n.id = j.notice_id
    LEFT JOIN organization o ON o.id = a.organization_id
WHERE j.outcome IS NULL;
