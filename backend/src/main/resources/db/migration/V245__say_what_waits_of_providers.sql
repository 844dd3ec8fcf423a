-- Views of provider.
-- A matter is in the hands of the highest authority that has acted on it: none below undoes what it decided.
-- The supervisor begins to look into an incident within 7 days; another person than who recorded it decides within 60 of the
-- record, which is how long a provider can be suspended meanwhile.
CREATE INDEX security_incident_work ON security_incident (authority_code,
        (work_due(created_at, CASE status WHEN 'REPORTED' THEN 7 ELSE 60 END)), id)
    WHERE status IN ('REPORTED', 'INVESTIGATING');
CREATE INDEX security_incident_work_due ON security_incident (
        (work_due(created_at, CASE status WHEN 'REPORTED' THEN 7 ELSE 60 END)), id)
    WHERE status IN ('REPORTED', 'INVESTIGATING');

CREATE VIEW work_security_incident AS
SELECT 'SECURITY_INCIDENT' AS kind, i.id AS item, i.id AS subject_id, '/api/v1/security-incidents/' || i.id AS subject_path,
    i.organization_id, i.region_code, i.provider_name_zh AS name, i.title AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, i.created_at AS since,
    work_due(i.created_at, CASE i.status WHEN 'REPORTED' THEN 7 ELSE 60 END) AS due_at,
    i.authority_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles,
    CASE i.status WHEN 'REPORTED' THEN '{}'::uuid[] ELSE ARRAY[i.recorded_by] END AS barred
FROM security_incident i
WHERE i.status IN ('REPORTED', 'INVESTIGATING');

-- In the last 7 days of an interim suspension its supervisor sees to what follows: a sanction, or that it is lifted.
CREATE INDEX security_incident_suspension_work ON security_incident (authority_code, suspended_until, id)
    WHERE suspended_until IS NOT NULL AND suspension_lifted_at IS NULL;
CREATE INDEX security_incident_suspension_work_due ON security_incident (suspended_until, id)
    WHERE suspended_until IS NOT NULL AND suspension_lifted_at IS NULL;

CREATE VIEW work_interim_suspension AS
SELECT 'INTERIM_SUSPENSION' AS kind, i.id AS item, i.id AS subject_id,
    '/api/v1/security-incidents/' || i.id AS subject_path, i.organization_id, i.region_code, i.provider_name_zh AS name,
    i.title AS detail, work_due(i.suspended_until, -7) AS from_at, i.suspended_until AS until_at, i.suspended_at AS since,
    i.suspended_until AS due_at, i.authority_code AS authority_region, '{}'::text[] AS roles,
    NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles, NULL::text[] AS needed_roles,
    '{}'::uuid[] AS barred
FROM security_incident i
WHERE i.suspended_until IS NOT NULL AND i.suspension_lifted_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM sanction s WHERE s.incident_id = i.id AND s.status = 'EFFECTIVE');

-- The supervisor lets the provider be heard within 7 days of the proposal; when that is over, another person than who proposed
-- it decides within 14.
CREATE INDEX sanction_work ON sanction (authority_code,
        (CASE status WHEN 'PROPOSED' THEN work_due(proposed_at, 7) ELSE work_due(hearing_until, 14) END), id)
    WHERE status IN ('PROPOSED', 'HEARING');
CREATE INDEX sanction_work_due ON sanction (
        (CASE status WHEN 'PROPOSED' THEN work_due(proposed_at, 7) ELSE work_due(hearing_until, 14) END), id)
    WHERE status IN ('PROPOSED', 'HEARING');

CREATE VIEW work_sanction AS
SELECT 'SANCTION' AS kind, s.id AS item, s.id AS subject_id, '/api/v1/sanctions/' || s.id AS subject_path,
    s.organization_id, s.region_code, s.provider_name_zh AS name, s.status AS detail,
    CASE s.status WHEN 'HEARING' THEN s.hearing_until END AS from_at, NULL::timestamptz AS until_at,
    CASE s.status WHEN 'PROPOSED' THEN s.proposed_at ELSE s.hearing_until END AS since,
    CASE s.status WHEN 'PROPOSED' THEN work_due(s.proposed_at, 7) ELSE work_due(s.hearing_until, 14) END AS due_at,
    s.authority_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles,
    CASE s.status WHEN 'PROPOSED' THEN '{}'::uuid[] ELSE ARRAY[s.proposed_by] END AS barred
FROM sanction s
WHERE s.status IN ('PROPOSED', 'HEARING');

-- The provider says what it has to say until the hearing ends, frozen or not.
CREATE INDEX sanction_to_be_stated ON sanction (organization_id) WHERE status = 'HEARING' AND statement IS NULL;

CREATE VIEW work_sanction_statement AS
SELECT 'SANCTION_STATEMENT' AS kind, s.id AS item, s.id AS subject_id, '/api/v1/sanctions/' || s.id AS subject_path,
    s.organization_id, s.region_code, s.provider_name_zh AS name, NULL::text AS detail, NULL::timestamptz AS from_at,
    s.hearing_until AS until_at, s.updated_at AS since, s.hearing_until AS due_at, NULL::text AS authority_region,
    '{}'::text[] AS roles, s.organization_id AS acting_organization_id, NULL::text[] AS organization_roles,
    ARRAY['PROVIDER'] AS needed_roles, '{}'::uuid[] AS barred
FROM sanction s
WHERE s.status = 'HEARING' AND s.statement IS NULL;

-- Another person takes a sanction back, or lets it run: 7 days, and not when it has ended.
CREATE INDEX sanction_revocation_work ON sanction (authority_code, (work_due(updated_at, 7)), id)
    WHERE status = 'EFFECTIVE' AND revocation_proposed_by IS NOT NULL;
CREATE INDEX sanction_revocation_work_due ON sanction ((work_due(updated_at, 7)), id)
    WHERE status = 'EFFECTIVE' AND revocation_proposed_by IS NOT NULL;

CREATE VIEW work_sanction_revocation AS
SELECT 'SANCTION_REVOCATION' AS kind, s.id AS item, s.id AS subject_id, '/api/v1/sanctions/' || s.id AS subject_path,
    s.organization_id, s.region_code, s.provider_name_zh AS name, NULL::text AS detail, NULL::timestamptz AS from_at,
    s.ends_at AS until_at, s.updated_at AS since, work_due(s.updated_at, 7) AS due_at,
    s.authority_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, ARRAY[s.revocation_proposed_by] AS barred
FROM sanction s
WHERE s.status = 'EFFECTIVE' AND s.revocation_proposed_by IS NOT NULL;

-- The province decides on an appeal, by another person than has proposed or imposed the sanction: 60 days.
CREATE INDEX sanction_appeal_work ON sanction_appeal ((work_due(filed_at, 60)), id) WHERE status = 'PENDING';

CREATE VIEW work_sanction_appeal AS
SELECT 'SANCTION_APPEAL' AS kind, l.id AS item, s.id AS subject_id, '/api/v1/sanctions/' || s.id AS subject_path,
    l.organization_id, l.region_code, s.provider_name_zh AS name, NULL::text AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, l.filed_at AS since, work_due(l.filed_at, 60) AS due_at,
    left(l.region_code, 2) || '0000' AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles,
    array_remove(ARRAY[s.proposed_by, s.decided_by], NULL) AS barred
FROM sanction_appeal l JOIN sanction s ON s.id = l.sanction_id
WHERE l.status = 'PENDING';

-- Finance or the authority verifies an account or refuses it, by another person than has proposed it: 7 days. That of an
-- organisation which is frozen waits until it is let go.
CREATE INDEX payee_account_work ON payee_account (region_code, (work_due(proposed_at, 7)), id) WHERE status = 'PROPOSED';
CREATE INDEX payee_account_work_due ON payee_account ((work_due(proposed_at, 7)), id) WHERE status = 'PROPOSED';

CREATE VIEW work_payee_account AS
SELECT 'PAYEE_ACCOUNT' AS kind, p.id AS item, p.id AS subject_id, '/api/v1/payee-accounts/' || p.id AS subject_path,
    p.organization_id, p.region_code, p.organization_name AS name, p.bank_name AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, p.proposed_at AS since, work_due(p.proposed_at, 7) AS due_at,
    p.region_code AS authority_region, ARRAY['FINANCE'] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, ARRAY[p.proposed_by] AS barred
FROM payee_account p JOIN organization o ON o.id = p.organization_id AND o.frozen_at IS NULL
WHERE p.status = 'PROPOSED';
