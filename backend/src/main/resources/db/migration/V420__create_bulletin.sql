-- Tables of monitoring.
-- Bulletins on the work of a period: a text of people over figures that are frozen from the draft on. Two people who have written
-- nothing of it approve one, and what is published stays as it is.
CREATE TABLE bulletin (
    id              uuid        NOT NULL,
    version         integer     NOT NULL,
    organization_id uuid        NOT NULL,
    region_code     text        NOT NULL,
    period          text        NOT NULL,
    year            integer     NOT NULL,
    from_month      date        NOT NULL,
    to_month        date        NOT NULL,
    as_of           timestamptz NOT NULL,
    figures_hash    text        NOT NULL,
    title           text        NOT NULL,
    introduction    text        NOT NULL,
    assessment      text        NOT NULL,
    next_steps      text        NOT NULL,
    status          text        NOT NULL,
    makers          uuid[]      NOT NULL,
    approvers       uuid[]      NOT NULL,
    submitted_at    timestamptz,
    published_by    uuid,
    published_at    timestamptz,
    reason          text,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    CONSTRAINT bulletin_pk PRIMARY KEY (id),
    CONSTRAINT bulletin_period_known CHECK (period IN ('MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR')),
    CONSTRAINT bulletin_status_known CHECK (status IN ('DRAFT', 'SUBMITTED', 'APPROVED', 'PUBLISHED', 'DISCARDED')),
    CONSTRAINT bulletin_of_months CHECK (extract(day FROM from_month) = 1 AND extract(day FROM to_month) = 1
        AND from_month <= to_month AND extract(year FROM from_month) = year),
    CONSTRAINT bulletin_six_eyes CHECK (NOT makers && approvers AND approvers[1] IS DISTINCT FROM approvers[2] OR approvers = '{}'),
    CONSTRAINT bulletin_approved_by_two CHECK (CASE status WHEN 'SUBMITTED' THEN cardinality(approvers) < 2
        WHEN 'APPROVED' THEN cardinality(approvers) = 2 WHEN 'PUBLISHED' THEN cardinality(approvers) = 2
        ELSE approvers = '{}' END),
    CONSTRAINT bulletin_moments_whole CHECK ((published_at IS NOT NULL) = (status = 'PUBLISHED')
        AND (published_by IS NOT NULL) = (status = 'PUBLISHED')
        AND (submitted_at IS NOT NULL) = (status IN ('SUBMITTED', 'APPROVED', 'PUBLISHED')))
);

CREATE TRIGGER bulletin_published_stays BEFORE UPDATE OR DELETE ON bulletin FOR EACH ROW
    WHEN (OLD.status = 'PUBLISHED') EXECUTE FUNCTION audit_refuse_change();

-- The figures as they are told, byte by byte; only added.
CREATE TABLE bulletin_figures (
    bulletin_id uuid NOT NULL,
    content     text NOT NULL,
    CONSTRAINT bulletin_figures_pk PRIMARY KEY (bulletin_id),
    CONSTRAINT bulletin_figures_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES bulletin (id)
);
