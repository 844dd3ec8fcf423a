-- Views of activity.
-- The organiser begins the judging once nominations are over, posts the notice once each entry has its scores, and concludes once
-- the notice is over and nothing is open.
CREATE VIEW work_contest_step AS
SELECT 'CONTEST_STEP' AS kind, c.id AS item, c.id AS subject_id, '/api/v1/contests/' || c.id AS subject_path,
    NULL::uuid AS organization_id, c.region_code, c.title AS name, c.status AS detail,
    CASE c.status WHEN 'ANNOUNCED' THEN c.nominations_until WHEN 'NOTICE' THEN c.notice_until END AS from_at,
    NULL::timestamptz AS until_at,
    CASE c.status WHEN 'ANNOUNCED' THEN c.nominations_until WHEN 'NOTICE' THEN c.notice_until ELSE c.judging_at END AS since,
    work_due(CASE c.status WHEN 'ANNOUNCED' THEN c.nominations_until WHEN 'NOTICE' THEN c.notice_until ELSE c.judging_at END,
        14) AS due_at,
    c.region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, '{}'::uuid[] AS barred
FROM contest c
WHERE c.status = 'ANNOUNCED' OR c.status = 'NOTICE' AND c.open_objections = 0
    OR c.status = 'JUDGING' AND NOT EXISTS (SELECT 1 FROM contest_entry e
        WHERE e.contest_id = c.id AND e.status = 'NOMINATED' AND (SELECT count(*) FROM contest_score s
            WHERE s.entry_id = e.id AND s.account_id = ANY (c.jurors) AND NOT EXISTS (SELECT 1 FROM contest_conflict x
                WHERE x.entry_id = s.entry_id AND x.account_id = s.account_id)) < 3);

-- A juror scores each entry that nothing keeps him from.
CREATE VIEW work_contest_score AS
SELECT 'CONTEST_SCORE' AS kind, e.id AS item, c.id AS subject_id, '/api/v1/contests/' || c.id AS subject_path,
    e.organization_id, e.region_code, c.title AS name, e.title AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, c.judging_at AS since, work_due(c.judging_at, 14) AS due_at, NULL::text AS authority_region,
    '{}'::text[] AS roles, NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles,
    NULL::text[] AS needed_roles, '{}'::uuid[] AS barred, j.account_id AS acting_account_id
FROM contest c CROSS JOIN LATERAL unnest(c.jurors) AS j (account_id) JOIN contest_entry e ON e.contest_id = c.id
WHERE c.status = 'JUDGING' AND e.status = 'NOMINATED'
    AND NOT EXISTS (SELECT 1 FROM contest_conflict x WHERE x.entry_id = e.id AND x.account_id = j.account_id)
    AND NOT EXISTS (SELECT 1 FROM contest_score s WHERE s.entry_id = e.id AND s.account_id = j.account_id);

-- Somebody of the organiser who has neither announced the contest nor posted the notice nor judges decides an objection.
CREATE INDEX contest_objection_to_decide ON contest_objection ((work_due(filed_at, 14)), id) WHERE status = 'PENDING';

CREATE VIEW work_contest_objection AS
SELECT 'CONTEST_OBJECTION' AS kind, o.id AS item, o.id AS subject_id, '/api/v1/contest-objections/' || o.id AS subject_path,
    o.organization_id, o.region_code, c.title AS name, o.organization_name AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, o.filed_at AS since, work_due(o.filed_at, 14) AS due_at,
    c.region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles,
    ARRAY[c.announced_by, c.noticed_by] || c.jurors AS barred
FROM contest_objection o JOIN contest c ON c.id = o.contest_id
WHERE o.status = 'PENDING' AND c.status = 'NOTICE';
