-- Tables of publishing.
-- The files of an edition, as they were when they were attached. The next edition begins with those of the one before, in rows of its own;
-- a file belongs to the article as a whole.
CREATE TABLE article_attachment (
    id              uuid        NOT NULL,
    article_id      uuid        NOT NULL,
    attachment_id   uuid        NOT NULL,
    organization_id uuid        NOT NULL,
    file_name       text        NOT NULL,
    media_type      text        NOT NULL,
    byte_count      bigint      NOT NULL,
    sha256          text        NOT NULL,
    added_at        timestamptz NOT NULL,
    CONSTRAINT article_attachment_pk PRIMARY KEY (id),
    CONSTRAINT article_attachment_article_fk FOREIGN KEY (article_id) REFERENCES article (id),
    CONSTRAINT article_attachment_content_once UNIQUE (article_id, sha256),
    CONSTRAINT article_attachment_not_empty CHECK (byte_count > 0)
);

CREATE INDEX article_attachment_of_file ON article_attachment (attachment_id);

-- What somebody reviews, and what everybody could read, keeps its files.
CREATE FUNCTION article_attachment_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' OR NOT EXISTS (SELECT FROM article
        WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.article_id ELSE NEW.article_id END AND status = 'DRAFT') THEN
        RAISE EXCEPTION 'the attachments of an edition change while it is a draft';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;

CREATE TRIGGER article_attachment_stays BEFORE INSERT OR UPDATE OR DELETE ON article_attachment
    FOR EACH ROW EXECUTE FUNCTION article_attachment_refuse_change();
