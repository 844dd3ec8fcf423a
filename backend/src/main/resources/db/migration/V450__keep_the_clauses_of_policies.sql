-- Where each clause of a policy is and what it is called, so that what cites clauses finds many of them in one statement.
ALTER TABLE article_text ADD COLUMN clauses jsonb NOT NULL DEFAULT '[]';

UPDATE article_text t SET clauses = found.clauses
FROM (
    SELECT s.article_id, jsonb_agg(jsonb_build_object('anchor', marked.parts[2], 'heading',
        replace(replace(replace(replace(regexp_replace(marked.parts[3], '<[^>]*>', '', 'g'),
            '&lt;', '<'), '&gt;', '>'), '&#34;', '"'), '&amp;', '&')) ORDER BY marked.place) AS clauses
    FROM article_text s JOIN article a ON a.id = s.article_id AND a.kind = 'POLICY'
    CROSS JOIN LATERAL regexp_matches(s.body_html, '<h([1-6]) id="(art-[0-9-]+?)">(.*?)</h\1>', 'g')
        WITH ORDINALITY AS marked (parts, place)
    GROUP BY s.article_id
) AS found
WHERE found.article_id = t.article_id;

ALTER TABLE article_text ALTER COLUMN clauses DROP DEFAULT;
