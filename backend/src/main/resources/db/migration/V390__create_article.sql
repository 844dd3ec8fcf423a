-- Tables of publishing.
-- One row for each edition of an article. From publish_at on it is live, until superseded_at or expires_at, whichever comes first:
-- what is shown follows from these times, and the status comes behind within a round.
CREATE TABLE article (
    id               uuid        NOT NULL,
    version          integer     NOT NULL,
    first_edition_id uuid        NOT NULL,
    edition          integer     NOT NULL,
    amends_id        uuid,
    region_code      text        NOT NULL,
    organization_id  uuid        NOT NULL,
    office_name      text        NOT NULL,
    kind             text        NOT NULL,
    title            text        NOT NULL,
    summary          text        NOT NULL,
    topics           text[]      NOT NULL,
    regions          text[]      NOT NULL,
    industries       text[]      NOT NULL,
    expires_at       timestamptz,
    change_note      text,
    content_hash     text        NOT NULL,
    status           text        NOT NULL,
    makers           uuid[]      NOT NULL,
    submitted_at     timestamptz,
    reviewed_by      uuid,
    publish_at       timestamptz,
    superseded_at    timestamptz,
    withdrawn_at     timestamptz,
    explanation      text,
    reason           text,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    CONSTRAINT article_pk PRIMARY KEY (id),
    CONSTRAINT article_first_edition_fk FOREIGN KEY (first_edition_id) REFERENCES article (id),
    CONSTRAINT article_amends_fk FOREIGN KEY (amends_id) REFERENCES article (id),
    CONSTRAINT article_kind_known CHECK (kind IN ('NOTICE', 'POLICY', 'CASE', 'STANDARD', 'GUIDE')),
    CONSTRAINT article_status_known
        CHECK (status IN ('DRAFT', 'REVIEW', 'SCHEDULED', 'LIVE', 'SUPERSEDED', 'WITHDRAWN', 'EXPIRED')),
    CONSTRAINT article_amends_the_one_before CHECK ((amends_id IS NULL) = (edition = 1)),
    CONSTRAINT article_four_eyes CHECK (status IN ('DRAFT', 'REVIEW') OR NOT reviewed_by = ANY (makers)),
    CONSTRAINT article_moments_whole CHECK ((publish_at IS NULL) = (status IN ('DRAFT', 'REVIEW'))
        AND (reviewed_by IS NULL) = (publish_at IS NULL)
        AND (submitted_at IS NOT NULL OR status = 'DRAFT')
        AND (status <> 'SUPERSEDED' OR superseded_at IS NOT NULL)
        AND (status <> 'EXPIRED' OR expires_at IS NOT NULL)
        AND (status = 'WITHDRAWN') = (withdrawn_at IS NOT NULL)
        AND (status = 'WITHDRAWN') = (explanation IS NOT NULL))
);

-- An article has one edition that may take the place of the live one.
CREATE UNIQUE INDEX article_one_open ON article (first_edition_id) WHERE status IN ('DRAFT', 'REVIEW', 'SCHEDULED');
CREATE INDEX article_editions ON article (first_edition_id, id);
CREATE INDEX article_shown ON article (publish_at DESC, id DESC) WHERE status IN ('SCHEDULED', 'LIVE');
CREATE INDEX article_to_begin ON article (publish_at, id) WHERE status = 'SCHEDULED';
CREATE INDEX article_to_end ON article ((least(superseded_at, expires_at)), id) WHERE status = 'LIVE';

-- What an edition says, and the clauses that it repeals: apart, because lists have no need of it.
CREATE TABLE article_text (
    article_id uuid  NOT NULL,
    body       text  NOT NULL,
    body_html  text  NOT NULL,
    repealed   jsonb NOT NULL,
    CONSTRAINT article_text_pk PRIMARY KEY (article_id),
    CONSTRAINT article_text_article_fk FOREIGN KEY (article_id) REFERENCES article (id)
);
