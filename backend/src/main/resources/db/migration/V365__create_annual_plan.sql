-- Tables of monitoring.
-- Editions of the plans of years. What an edition says, with the decomposition of its targets, is one text; once it is
-- published it is only superseded.
CREATE TABLE annual_plan (
    id                    uuid        NOT NULL,
    version               integer     NOT NULL,
    year                  integer     NOT NULL,
    edition               integer     NOT NULL,
    amends_id             uuid,
    title                 text        NOT NULL,
    content               text        NOT NULL,
    organization_id       uuid        NOT NULL,
    region_code           text        NOT NULL,
    status                text        NOT NULL,
    divisions_on          date        NOT NULL,
    implementation_due_on date        NOT NULL,
    edited_by             uuid        NOT NULL,
    edited_at             timestamptz NOT NULL,
    proposed_by           uuid,
    proposed_at           timestamptz,
    published_by          uuid,
    published_at          timestamptz,
    superseded_at         timestamptz,
    reason                text,
    created_at            timestamptz NOT NULL,
    updated_at            timestamptz NOT NULL,
    CONSTRAINT annual_plan_pk PRIMARY KEY (id),
    CONSTRAINT annual_plan_amends_fk FOREIGN KEY (amends_id) REFERENCES annual_plan (id),
    CONSTRAINT annual_plan_status_known
        CHECK (status IN ('DRAFT', 'PROPOSED', 'PUBLISHED', 'SUPERSEDED', 'WITHDRAWN')),
    CONSTRAINT annual_plan_four_eyes CHECK (published_by <> edited_by AND published_by <> proposed_by),
    CONSTRAINT annual_plan_amends_the_one_before CHECK ((amends_id IS NULL) = (edition = 1)),
    CONSTRAINT annual_plan_year CHECK (extract(year FROM divisions_on) = year),
    CONSTRAINT annual_plan_moments_whole CHECK ((proposed_at IS NOT NULL) = (proposed_by IS NOT NULL)
        AND (published_at IS NOT NULL) = (published_by IS NOT NULL)
        AND (published_at IS NOT NULL) = (status IN ('PUBLISHED', 'SUPERSEDED'))
        AND (superseded_at IS NOT NULL) = (status = 'SUPERSEDED')
        AND (proposed_at IS NOT NULL OR status IN ('DRAFT', 'WITHDRAWN')))
);

-- A year has one that holds, and one that may take its place.
CREATE UNIQUE INDEX annual_plan_one_published ON annual_plan (year) WHERE status = 'PUBLISHED';
CREATE UNIQUE INDEX annual_plan_one_open ON annual_plan (year) WHERE status IN ('DRAFT', 'PROPOSED');

-- That a unit will not reach a target if it goes on as of late: at most once a month.
CREATE TABLE plan_warning (
    id          uuid        NOT NULL,
    plan_id     uuid        NOT NULL,
    region_code text        NOT NULL,
    indicator   text        NOT NULL,
    month_on    date        NOT NULL,
    target      bigint      NOT NULL,
    actual      bigint      NOT NULL,
    forecast    bigint      NOT NULL,
    warned_at   timestamptz NOT NULL,
    CONSTRAINT plan_warning_pk PRIMARY KEY (id),
    CONSTRAINT plan_warning_once UNIQUE (plan_id, month_on, region_code, indicator),
    CONSTRAINT plan_warning_plan_fk FOREIGN KEY (plan_id) REFERENCES annual_plan (id),
    CONSTRAINT plan_warning_month CHECK (extract(day FROM month_on) = 1),
    CONSTRAINT plan_warning_says_so CHECK (forecast < target AND actual < target)
);
