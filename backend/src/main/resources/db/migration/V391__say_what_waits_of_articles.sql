-- Views of publishing.
-- Another person than has written or submitted it reviews an article: in its own office, or in one above where there is none.
CREATE INDEX article_to_review ON article (region_code, (work_due(submitted_at, 7)), id) WHERE status = 'REVIEW';

CREATE VIEW work_article_review AS
SELECT 'ARTICLE_REVIEW' AS kind, a.id AS item, a.id AS subject_id, '/api/v1/articles/' || a.id AS subject_path,
    NULL::uuid AS organization_id, a.region_code, a.title AS name, a.kind AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, a.submitted_at AS since, work_due(a.submitted_at, 7) AS due_at,
    a.region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, a.makers AS barred
FROM article a WHERE a.status = 'REVIEW';
