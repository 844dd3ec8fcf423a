-- Views of monitoring.
-- Another person of the province than has written or proposed it publishes an annual plan, or returns it.
CREATE VIEW work_annual_plan_publication AS
SELECT 'ANNUAL_PLAN_PUBLICATION' AS kind, p.id AS item, p.id AS subject_id, '/api/v1/plans/' || p.id AS subject_path,
    NULL::uuid AS organization_id, p.region_code, p.title AS name, p.year::text AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, p.proposed_at AS since, work_due(p.proposed_at, 7) AS due_at,
    p.region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, ARRAY[p.edited_by, p.proposed_by] AS barred
FROM annual_plan p WHERE p.status = 'PROPOSED';

-- The authority of the region writes and submits its implementation plan; once that is late, the ones above give more time.
CREATE INDEX implementation_plan_to_file ON implementation_plan (region_code, filing_due_at, id)
    WHERE status IN ('DRAFT', 'RETURNED');
CREATE INDEX implementation_plan_to_file_due ON implementation_plan (filing_due_at, id)
    WHERE status IN ('DRAFT', 'RETURNED');

CREATE VIEW work_implementation_plan_filing AS
SELECT 'IMPLEMENTATION_PLAN_FILING' AS kind, p.id AS item, p.id AS subject_id,
    '/api/v1/implementation-plans/' || p.id AS subject_path, NULL::uuid AS organization_id, p.region_code,
    NULL::text AS name, p.year::text AS detail, NULL::timestamptz AS from_at, NULL::timestamptz AS until_at,
    p.created_at AS since, p.filing_due_at AS due_at, p.region_code AS authority_region, '{}'::text[] AS roles,
    NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles, NULL::text[] AS needed_roles,
    '{}'::uuid[] AS barred
FROM implementation_plan p WHERE p.status IN ('DRAFT', 'RETURNED');

-- The authority above accepts or returns it.
CREATE INDEX implementation_plan_to_review ON implementation_plan (review_region_code, (work_due(submitted_at, 14)), id)
    WHERE status = 'SUBMITTED';

CREATE VIEW work_implementation_plan_review AS
SELECT 'IMPLEMENTATION_PLAN_REVIEW' AS kind, p.id AS item, p.id AS subject_id,
    '/api/v1/implementation-plans/' || p.id AS subject_path, p.organization_id, p.region_code, NULL::text AS name,
    p.year::text AS detail, NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, p.submitted_at AS since,
    work_due(p.submitted_at, 14) AS due_at, p.review_region_code AS authority_region, '{}'::text[] AS roles,
    NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles, NULL::text[] AS needed_roles,
    ARRAY[p.submitted_by] AS barred
FROM implementation_plan p WHERE p.status = 'SUBMITTED';

-- The region publishes what was accepted.
CREATE INDEX implementation_plan_to_publish ON implementation_plan (region_code, (work_due(reviewed_at, 7)), id)
    WHERE status = 'ACCEPTED';

CREATE VIEW work_implementation_plan_publication AS
SELECT 'IMPLEMENTATION_PLAN_PUBLICATION' AS kind, p.id AS item, p.id AS subject_id,
    '/api/v1/implementation-plans/' || p.id AS subject_path, NULL::uuid AS organization_id, p.region_code,
    NULL::text AS name, p.year::text AS detail, NULL::timestamptz AS from_at, NULL::timestamptz AS until_at,
    p.reviewed_at AS since, work_due(p.reviewed_at, 7) AS due_at, p.region_code AS authority_region,
    '{}'::text[] AS roles, NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles,
    NULL::text[] AS needed_roles, '{}'::uuid[] AS barred
FROM implementation_plan p WHERE p.status = 'ACCEPTED';

-- The authority that an issue waits for answers it.
CREATE INDEX coordination_issue_to_answer ON coordination_issue (owner_region_code, answer_due_at, id)
    WHERE status IN ('RAISED', 'ESCALATED');
CREATE INDEX coordination_issue_to_answer_due ON coordination_issue (answer_due_at, id)
    WHERE status IN ('RAISED', 'ESCALATED');

CREATE VIEW work_coordination_issue_answer AS
SELECT 'COORDINATION_ISSUE_ANSWER' AS kind, i.id AS item, i.id AS subject_id, '/api/v1/issues/' || i.id AS subject_path,
    i.organization_id, i.region_code, i.title AS name, i.kind AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, coalesce(i.escalated_at, i.raised_at) AS since, i.answer_due_at AS due_at,
    i.owner_region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, '{}'::uuid[] AS barred
FROM coordination_issue i WHERE i.status IN ('RAISED', 'ESCALATED');

-- Whoever has raised it says whether the answer helps; else it is closed.
CREATE INDEX coordination_issue_to_settle ON coordination_issue (region_code, settle_due_at, id) WHERE status = 'ANSWERED';
CREATE INDEX coordination_issue_to_close ON coordination_issue (settle_due_at, id) WHERE status = 'ANSWERED';

CREATE VIEW work_coordination_issue_settlement AS
SELECT 'COORDINATION_ISSUE_SETTLEMENT' AS kind, i.id AS item, i.id AS subject_id,
    '/api/v1/issues/' || i.id AS subject_path, NULL::uuid AS organization_id, i.region_code, i.title AS name,
    i.kind AS detail, NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, i.answered_at AS since,
    i.settle_due_at AS due_at, i.region_code AS authority_region, '{}'::text[] AS roles,
    NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles, NULL::text[] AS needed_roles,
    '{}'::uuid[] AS barred
FROM coordination_issue i WHERE i.status = 'ANSWERED';

-- What came of a pilot is told within two weeks behind its time.
CREATE INDEX pilot_enterprise_to_tell ON pilot_enterprise (
        region_code, ((until_on + 15)::timestamp AT TIME ZONE 'Asia/Shanghai'), id)
    WHERE status = 'RUNNING';

CREATE VIEW work_pilot_result AS
SELECT 'PILOT_RESULT' AS kind, p.id AS item, p.id AS subject_id, '/api/v1/pilots/' || p.id AS subject_path,
    NULL::uuid AS organization_id, p.region_code, p.enterprise_name AS name, p.provider_name AS detail,
    (p.until_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' AS from_at, NULL::timestamptz AS until_at,
    (p.until_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' AS since,
    (p.until_on + 15)::timestamp AT TIME ZONE 'Asia/Shanghai' AS due_at, p.region_code AS authority_region,
    '{}'::text[] AS roles, NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles,
    NULL::text[] AS needed_roles, '{}'::uuid[] AS barred
FROM pilot_enterprise p WHERE p.status = 'RUNNING';
