-- Views of audit.
-- Another auditor than whose deeds they are erases what is left of an erasure: 15 days.
CREATE INDEX audit_erasure_open ON audit_erasure (proposed_at) WHERE status = 'PROPOSED' OR has_more;

CREATE VIEW work_audit_erasure AS
SELECT 'AUDIT_ERASURE' AS kind, e.id AS item, e.id AS subject_id, '/api/v1/audit-erasures/' || e.id AS subject_path,
    NULL::uuid AS organization_id, NULL::text AS region_code, coalesce(e.subject, '/api/v1/accounts/' || e.actor_id) AS name,
    e.concerned::text AS detail, NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, e.proposed_at AS since,
    work_due(e.proposed_at, 15) AS due_at, NULL::text AS authority_region, ARRAY['AUDITOR'] AS roles,
    NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles, NULL::text[] AS needed_roles,
    array_remove(ARRAY[e.proposed_by, e.actor_id], NULL) AS barred
FROM audit_erasure e
WHERE e.status = 'PROPOSED' OR e.has_more;
