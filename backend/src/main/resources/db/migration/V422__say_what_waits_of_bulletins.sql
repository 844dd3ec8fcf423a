-- Views of monitoring.
-- Two persons of the province who have written nothing of a bulletin approve it.
CREATE VIEW work_bulletin_approval AS
SELECT 'BULLETIN_APPROVAL' AS kind, b.id AS item, b.id AS subject_id, '/api/v1/bulletins/' || b.id AS subject_path,
    NULL::uuid AS organization_id, b.region_code, b.title AS name, b.period AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, b.submitted_at AS since, work_due(b.submitted_at, 7) AS due_at,
    b.region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, b.makers || b.approvers AS barred
FROM bulletin b WHERE b.status = 'SUBMITTED';

-- Anybody of the province publishes what both have approved.
CREATE VIEW work_bulletin_publication AS
SELECT 'BULLETIN_PUBLICATION' AS kind, b.id AS item, b.id AS subject_id, '/api/v1/bulletins/' || b.id AS subject_path,
    NULL::uuid AS organization_id, b.region_code, b.title AS name, b.period AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, b.updated_at AS since, work_due(b.updated_at, 7) AS due_at,
    b.region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, '{}'::uuid[] AS barred
FROM bulletin b WHERE b.status = 'APPROVED';

-- Another person than has proposed an erratum publishes it.
CREATE VIEW work_bulletin_erratum AS
SELECT 'BULLETIN_ERRATUM' AS kind, e.id AS item, e.id AS subject_id, '/api/v1/bulletin-errata/' || e.id AS subject_path,
    NULL::uuid AS organization_id, e.region_code, b.title AS name, b.period AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, e.created_at AS since, work_due(e.created_at, 7) AS due_at,
    e.region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, ARRAY[e.proposed_by] AS barred
FROM bulletin_erratum e JOIN bulletin b ON b.id = e.bulletin_id WHERE e.status = 'PROPOSED';
