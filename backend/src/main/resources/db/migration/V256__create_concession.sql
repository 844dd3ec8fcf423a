-- Table of catalogue.
-- What providers concede to enterprises that move to the cloud, as agreed with the province; what has ended stays.
CREATE TABLE concession (
    id                       uuid        NOT NULL,
    version                  integer     NOT NULL,
    code                     text        NOT NULL,
    organization_id          uuid        NOT NULL,
    region_code              text        NOT NULL,
    provider_organization_id uuid        NOT NULL,
    provider_name            text        NOT NULL,
    provider_id              uuid        NOT NULL,
    title                    text        NOT NULL,
    kind                     text        NOT NULL,
    rate                     text,
    trial_days               integer,
    offering_ids             uuid[]      NOT NULL,
    condition                text,
    from_on                  date        NOT NULL,
    until_on                 date        NOT NULL,
    status                   text        NOT NULL,
    proposed_by              uuid        NOT NULL,
    proposed_at              timestamptz NOT NULL,
    confirmed_by             uuid,
    confirmed_at             timestamptz,
    published_by             uuid,
    published_at             timestamptz,
    ended_at                 timestamptz,
    reason                   text,
    updated_at               timestamptz NOT NULL,
    CONSTRAINT concession_pk PRIMARY KEY (id),
    CONSTRAINT concession_code_unique UNIQUE (code),
    CONSTRAINT concession_provider_fk FOREIGN KEY (provider_id) REFERENCES provider (id),
    CONSTRAINT concession_status_known CHECK (status IN ('DRAFT', 'AGREED', 'PUBLISHED', 'ENDED', 'WITHDRAWN')),
    CONSTRAINT concession_kind_whole CHECK (kind = 'DISCOUNT' AND rate IS NOT NULL AND trial_days IS NULL
        OR kind = 'TRIAL' AND rate IS NULL AND trial_days IS NOT NULL),
    CONSTRAINT concession_rate_is_a_share CHECK (rate::numeric > 0 AND rate::numeric <= 1),
    CONSTRAINT concession_days_in_order CHECK (until_on >= from_on),
    CONSTRAINT concession_four_eyes CHECK (published_by <> proposed_by AND published_by <> confirmed_by
        AND confirmed_by <> proposed_by),
    CONSTRAINT concession_moments_whole CHECK ((confirmed_at IS NOT NULL) = (confirmed_by IS NOT NULL)
        AND (published_at IS NOT NULL) = (published_by IS NOT NULL)
        AND (published_at IS NOT NULL) = (status IN ('PUBLISHED', 'ENDED'))
        AND (ended_at IS NOT NULL) = (status = 'ENDED')
        AND (confirmed_at IS NOT NULL OR status IN ('DRAFT', 'WITHDRAWN'))),
    CONSTRAINT concession_begins_behind_its_publication CHECK (
        published_at < from_on::timestamp AT TIME ZONE 'Asia/Shanghai')
);

CREATE INDEX concession_of_provider ON concession (provider_id, until_on);
CREATE INDEX concession_to_confirm ON concession (provider_organization_id) WHERE status = 'DRAFT';
