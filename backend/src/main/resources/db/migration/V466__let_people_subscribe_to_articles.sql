-- Tables of publishing.
-- Of which articles an account wants mail. What is null is any; around has the region and those around it, as lists find what
-- concerns a region.
CREATE TABLE article_subscription (
    id          uuid        NOT NULL,
    account_id  uuid        NOT NULL,
    kind        text,
    topic       text,
    region_code text,
    around      text[]      NOT NULL,
    created_at  timestamptz NOT NULL,
    CONSTRAINT article_subscription_pk PRIMARY KEY (id),
    CONSTRAINT article_subscription_once UNIQUE NULLS NOT DISTINCT (account_id, kind, topic, region_code),
    CONSTRAINT article_subscription_kind_known CHECK (kind IN ('NOTICE', 'POLICY', 'CASE', 'STANDARD', 'GUIDE')),
    CONSTRAINT article_subscription_around CHECK ((region_code IS NULL) = (around = '{}'))
);

-- One row for each account that has ever subscribed: who counts its subscriptions holds it.
CREATE TABLE article_subscriber (
    account_id uuid NOT NULL,
    CONSTRAINT article_subscriber_pk PRIMARY KEY (account_id)
);

-- Articles of which subscribers are still to be told, and behind which account to go on. Written in the unit of work in which an
-- article goes live or is withdrawn, moved on with each page of subscribers, and gone when all of them were told.
CREATE TABLE article_telling (
    first_edition_id uuid NOT NULL,
    article_id       uuid NOT NULL,
    occasion         text NOT NULL,
    after_account    uuid NOT NULL,
    CONSTRAINT article_telling_pk PRIMARY KEY (first_edition_id),
    CONSTRAINT article_telling_article_fk FOREIGN KEY (article_id) REFERENCES article (id),
    CONSTRAINT article_telling_occasion_known CHECK (occasion IN ('PUBLISHED', 'WITHDRAWN'))
);

-- Who was told of an article: once, and told again when it is withdrawn.
CREATE TABLE article_told (
    first_edition_id uuid NOT NULL,
    account_id       uuid NOT NULL,
    CONSTRAINT article_told_pk PRIMARY KEY (first_edition_id, account_id),
    CONSTRAINT article_told_article_fk FOREIGN KEY (first_edition_id) REFERENCES article (id)
);
