-- Views of identity.
-- What waits for somebody, a row each: cn.dengyun.platform.work.WorkSource says what the columns of a view work_<kind> mean.

-- The deadline where no rule gives one, by the calendar. Time zones do not matter to whole hours, so it can be indexed.
CREATE FUNCTION work_due(since timestamptz, days integer) RETURNS timestamptz
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT since + make_interval(hours => 24 * days) $$;

-- Regions by name.
CREATE VIEW work_region AS SELECT code, name_zh, name_en FROM region;

-- Regions whose authority has somebody who can act: what another one leaves undone for want of people, those above do.
CREATE INDEX account_of_authority ON account (organization_id)
    WHERE disabled_at IS NULL AND 'AUTHORITY' = ANY (roles) AND organization_role <> 'VIEWER';

-- Where there is one alone, who that is: what that one may not do is for those above as if nobody were there.
CREATE VIEW work_staffed_region AS
SELECT o.region_code, CASE WHEN count(*) = 1 THEN (array_agg(a.id))[1] END AS only_person
FROM account a JOIN organization o ON o.id = a.organization_id
WHERE a.disabled_at IS NULL AND 'AUTHORITY' = ANY (a.roles) AND a.organization_role <> 'VIEWER'
GROUP BY o.region_code;

-- The authority certifies, returns or refuses: 14 days.
CREATE INDEX certification_work ON certification (region_code, (work_due(submitted_at, 14)), id) WHERE status = 'SUBMITTED';
CREATE INDEX certification_work_due ON certification ((work_due(submitted_at, 14)), id) WHERE status = 'SUBMITTED';

CREATE VIEW work_certification AS
SELECT 'CERTIFICATION' AS kind, c.id AS item, c.id AS subject_id, '/api/v1/certifications/' || c.id AS subject_path,
    c.organization_id, c.region_code, c.name_zh AS name, NULL::text AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, c.submitted_at AS since, work_due(c.submitted_at, 14) AS due_at,
    c.region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, '{}'::uuid[] AS barred
FROM certification c JOIN organization o ON o.id = c.organization_id AND o.closed_at IS NULL
WHERE c.status = 'SUBMITTED';

-- The organisation mends what was returned: 30 days. Who is frozen cannot.
CREATE INDEX certification_returned ON certification (organization_id) WHERE status = 'RETURNED';

CREATE VIEW work_certification_correction AS
SELECT 'CERTIFICATION_CORRECTION' AS kind, c.id AS item, c.id AS subject_id,
    '/api/v1/certifications/' || c.id AS subject_path, c.organization_id, c.region_code, c.name_zh AS name,
    NULL::text AS detail, NULL::timestamptz AS from_at, NULL::timestamptz AS until_at,
    coalesce(c.decided_at, c.updated_at) AS since, work_due(coalesce(c.decided_at, c.updated_at), 30) AS due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, c.organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, '{}'::uuid[] AS barred
FROM certification c JOIN organization o ON o.id = c.organization_id AND num_nonnulls(o.closed_at, o.frozen_at) = 0
WHERE c.status = 'RETURNED';

-- Another administrator, or another owner who has the roles, consents until the proposal lapses: as RoleGrantStore judges.
CREATE INDEX role_grant_proposed ON role_grant (expires_at, id) WHERE status = 'PROPOSED';

CREATE VIEW work_role_grant AS
SELECT 'ROLE_GRANT' AS kind, g.id AS item, g.id AS subject_id, '/api/v1/role-grants/' || g.id AS subject_path,
    g.organization_id, o.region_code, coalesce(a.display_name, o.name_zh) AS name,
    array_to_string(g.added_roles, ', ') AS detail, NULL::timestamptz AS from_at, g.expires_at AS until_at,
    g.proposed_at AS since, g.expires_at AS due_at, NULL::text AS authority_region, ARRAY['SYSADMIN'] AS roles,
    g.organization_id AS acting_organization_id, ARRAY['OWNER'] AS organization_roles, g.added_roles AS needed_roles,
    array_remove(ARRAY[g.proposed_by, g.account_id], NULL) AS barred
FROM role_grant g JOIN account p ON p.id = g.proposed_by LEFT JOIN account a ON a.id = g.account_id
    LEFT JOIN organization o ON o.id = g.organization_id
WHERE g.status = 'PROPOSED' AND p.disabled_at IS NULL
    AND ('SYSADMIN' = ANY (p.roles) OR p.organization_role = 'OWNER' AND p.organization_id = g.organization_id
        AND g.added_roles <@ p.roles)
    AND (a.version = g.account_version AND a.disabled_at IS NULL
        OR EXISTS (SELECT 1 FROM invitation i WHERE i.role_grant_id = g.id AND i.withdrawn_at IS NULL
            AND i.accepted_at IS NULL));
