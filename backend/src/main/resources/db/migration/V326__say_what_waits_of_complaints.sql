-- Views of trade.
-- The provider answers while its time runs. Who is frozen cannot.
CREATE INDEX order_complaint_to_answer ON order_complaint (provider_organization_id, answer_due_at, id) WHERE status = 'FILED';

CREATE VIEW work_complaint_answer AS
SELECT 'COMPLAINT_ANSWER' AS kind, c.id AS item, c.id AS subject_id, '/api/v1/complaints/' || c.id AS subject_path,
    c.organization_id, c.region_code, c.offering_name AS name, c.organization_name || ' ' || c.order_number AS detail,
    NULL::timestamptz AS from_at, c.answer_due_at AS until_at, c.filed_at AS since, c.answer_due_at AS due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, c.provider_organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, ARRAY['PROVIDER'] AS needed_roles, '{}'::uuid[] AS barred
FROM order_complaint c JOIN organization p ON p.id = c.provider_organization_id AND p.frozen_at IS NULL
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
