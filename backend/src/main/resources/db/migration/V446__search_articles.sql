-- Tables of publishing.
-- Texts are found by grams, as offerings are (SearchText): a text is found by whatever stands in it.
-- All runs of one, two and three characters of a text.
CREATE FUNCTION search_grams(searched text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_to_tsvector(array_agg(DISTINCT substr(searched, place, size))), ''::tsvector)
    FROM generate_series(1, length(searched)) place, generate_series(1, 3) size
    WHERE place + size - 1 <= length(searched)
$$;

-- What a text with this one in it must have: all its runs of three, or itself where it is shorter.
CREATE FUNCTION search_query(asked text) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(string_agg('''' || replace(replace(substr(asked, place, 3), '\', '\\'), '''', '''''') || '''', ' & '), '')::tsquery
    FROM generate_series(1, greatest(1, length(asked) - 2)) place WHERE asked <> ''
$$;

-- What can be found of an edition: its title, summary and text, as SearchText.normalise makes them, up to a length. Apart from the
-- text, because nobody reads it.
CREATE TABLE article_search (
    article_id    uuid     NOT NULL,
    searched_text text     NOT NULL,
    grams         tsvector NOT NULL GENERATED ALWAYS AS (search_grams(searched_text)) STORED,
    CONSTRAINT article_search_pk PRIMARY KEY (article_id),
    CONSTRAINT article_search_article_fk FOREIGN KEY (article_id) REFERENCES article (id),
    CONSTRAINT article_search_bounded CHECK (length(searched_text) <= 20000)
);

CREATE INDEX article_search_grams ON article_search USING gin (grams);

INSERT INTO article_search (article_id, searched_text)
SELECT a.id, left(regexp_replace(lower(normalize(a.title || ' ' || a.summary || ' ' || t.body, NFKC)), '\s+', ' ', 'g'), 20000)
FROM article a JOIN article_text t ON t.article_id = a.id;
