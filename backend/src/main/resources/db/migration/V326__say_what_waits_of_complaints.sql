-- Views of trade.
-- The provider answers while its time runs, also where it is frozen: it is heard.
CREATE INDEX order_complaint_to_answer ON order_complaint (provider_organization_id, answer_due_at, id) WHERE status = 'FILED';

CREATE VIEW work_complaint_answer AS
SELECT 'COMPLAINT_ANSWER' AS kind, c.id AS item, c.id AS subject_id, '/api/v1/complaints/' || c.id AS subject_path,
    c.organization_id, c.region_code, c.offering_name AS name, c.organization_name || ' ' || c.order_number AS detail,
    NULL::timestamptz AS from_at, c.answer_due_at AS until_at, c.filed_at AS since, c.answer_due_at AS due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, c.provider_organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, ARRAY['PROVIDER'] AS needed_roles, '{}'::uuid[] AS barred
FROM order_complaint c
WHERE c.status = 'FILED';

-- An authority of the enterprise decides on what the provider has not answered in time, or the enterprise asked it to.
CREATE INDEX order_complaint_to_decide ON order_complaint (region_code, decision_due_at, id)
    WHERE status IN ('FILED', 'ESCALATED');
CREATE INDEX order_complaint_to_decide_all ON order_complaint (decision_due_at, id) WHERE status IN ('FILED', 'ESCALATED');

CREATE VIEW work_complaint_decision AS
SELECT 'COMPLAINT_DECISION' AS kind, c.id AS item, c.id AS subject_id, '/api/v1/complaints/' || c.id AS subject_path,
    c.organization_id, c.region_code, c.organization_name AS name, c.provider_name || ' ' || c.order_number AS detail,
    CASE c.status WHEN 'FILED' THEN c.answer_due_at END AS from_at, NULL::timestamptz AS until_at,
    coalesce(c.escalated_at, c.answer_due_at) AS since, c.decision_due_at AS due_at,
    c.region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, '{}'::uuid[] AS barred
FROM order_complaint c
WHERE c.status IN ('FILED', 'ESCALATED');

-- The supervisor of the provider names the incident that it is, or says that it is none, whatever became of the complaint.
CREATE INDEX order_complaint_of_security ON order_complaint (supervisor_region_code, filed_at, id)
    WHERE kind = 'DATA_SECURITY' AND incident_id IS NULL AND ruled_out_at IS NULL;

CREATE VIEW work_complaint_security AS
SELECT 'COMPLAINT_SECURITY' AS kind, c.id AS item, c.id AS subject_id, '/api/v1/complaints/' || c.id AS subject_path,
    c.organization_id, c.provider_region_code AS region_code, c.provider_name AS name,
    c.offering_name || ' ' || c.order_number AS detail, NULL::timestamptz AS from_at, NULL::timestamptz AS until_at,
    c.filed_at AS since, work_due(c.filed_at, 7) AS due_at, c.supervisor_region_code AS authority_region,
    '{}'::text[] AS roles, NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles,
    NULL::text[] AS needed_roles, '{}'::uuid[] AS barred
FROM order_complaint c
WHERE c.kind = 'DATA_SECURITY' AND c.incident_id IS NULL AND c.ruled_out_at IS NULL;

-- The provider does what the authority has ordered; what it has not done by the day, an authority of the enterprise sees to.
CREATE INDEX order_complaint_to_be_done ON order_complaint (provider_organization_id, measures_due_on, id)
    WHERE measures IS NOT NULL AND done IS NULL;
CREATE INDEX order_complaint_not_done ON order_complaint (region_code, measures_due_on, id)
    WHERE measures IS NOT NULL AND done IS NULL;

CREATE VIEW work_complaint_fulfilment AS
SELECT 'COMPLAINT_FULFILMENT' AS kind, c.id AS item, c.id AS subject_id, '/api/v1/complaints/' || c.id AS subject_path,
    c.organization_id, c.region_code, c.offering_name AS name, c.organization_name || ' ' || c.order_number AS detail,
    NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, c.decided_at AS since,
    (c.measures_due_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' AS due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, c.provider_organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, ARRAY['PROVIDER'] AS needed_roles, '{}'::uuid[] AS barred
FROM order_complaint c
WHERE c.measures IS NOT NULL AND c.done IS NULL;

CREATE VIEW work_complaint_enforcement AS
SELECT 'COMPLAINT_ENFORCEMENT' AS kind, c.id AS item, c.id AS subject_id, '/api/v1/complaints/' || c.id AS subject_path,
    c.organization_id, c.region_code, c.organization_name AS name, c.provider_name || ' ' || c.order_number AS detail,
    (c.measures_due_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' AS from_at, NULL::timestamptz AS until_at,
    c.decided_at AS since, work_due((c.measures_due_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai', 14) AS due_at,
    c.region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, '{}'::uuid[] AS barred
FROM order_complaint c
WHERE c.measures IS NOT NULL AND c.done IS NULL;
