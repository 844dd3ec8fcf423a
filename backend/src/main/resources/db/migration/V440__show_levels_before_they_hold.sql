-- A level is shown to everybody before it holds, holds for a year and, if its enterprise confirms, for another.
ALTER TABLE assessment
    ADD COLUMN lowered_from    text,
    ADD COLUMN reviewers       uuid[] NOT NULL DEFAULT '{}',
    ADD COLUMN notice_until    timestamptz,
    ADD COLUMN appeal_until    timestamptz,
    ADD COLUMN confirmed_until timestamptz,
    ADD COLUMN lapses_at       timestamptz,
    ADD COLUMN reminded_of     timestamptz,
    ADD COLUMN acts_at         timestamptz;

-- What holds already was shown to nobody, and has not to be confirmed.
UPDATE assessment SET notice_until = reviewed_at, confirmed_until = valid_until, lapses_at = valid_until,
    acts_at = CASE WHEN status = 'LAPSED' THEN NULL ELSE valid_until END, reviewers = ARRAY[reviewed_by]
WHERE status IN ('CONFIRMED', 'DOWNGRADED', 'LAPSED');

ALTER TABLE assessment
    DROP CONSTRAINT assessment_status_known,
    DROP CONSTRAINT assessment_review_whole;
ALTER TABLE assessment
    ADD CONSTRAINT assessment_status_known CHECK (status IN ('DRAFT', 'SUBMITTED', 'RETURNED', 'PUBLIC_NOTICE', 'CONFIRMED',
        'DOWNGRADED', 'REJECTED', 'WITHDRAWN', 'LAPSED')),
    ADD CONSTRAINT assessment_review_whole CHECK ((reviewed_at IS NOT NULL) = (reviewed_by IS NOT NULL)
        AND (level IS NOT NULL) = (status IN ('PUBLIC_NOTICE', 'CONFIRMED', 'DOWNGRADED', 'LAPSED'))
        AND (level IS NULL OR notice_until IS NOT NULL)
        AND (valid_until IS NOT NULL) = (status IN ('CONFIRMED', 'DOWNGRADED', 'LAPSED'))),
    ADD CONSTRAINT assessment_term_whole CHECK ((lapses_at IS NOT NULL) = (valid_until IS NOT NULL)
        AND (confirmed_until IS NOT NULL) = (valid_until IS NOT NULL)
        AND confirmed_until <= lapses_at AND lapses_at <= valid_until),
    ADD CONSTRAINT assessment_lowered CHECK (status <> 'DOWNGRADED' OR lowered_from > level OR level = 'UNRATED'
        OR lowered_from IS NULL),
    ADD CONSTRAINT assessment_clock CHECK ((acts_at IS NOT NULL) = (status IN ('PUBLIC_NOTICE', 'CONFIRMED', 'DOWNGRADED')));

DROP INDEX assessment_one_open;
CREATE UNIQUE INDEX assessment_one_open ON assessment (organization_id)
    WHERE status IN ('DRAFT', 'SUBMITTED', 'RETURNED', 'PUBLIC_NOTICE');
DROP INDEX assessment_to_lapse;
CREATE INDEX assessment_to_act ON assessment (acts_at, id) WHERE acts_at IS NOT NULL;
CREATE INDEX assessment_public ON assessment (id) WHERE status IN ('PUBLIC_NOTICE', 'CONFIRMED', 'DOWNGRADED');

CREATE VIEW assessed_level AS
SELECT id, version, organization_id, enterprise_name, credit_code, region_code, industry_code, level, status, standard_number,
    reviewed_at, notice_until, valid_until, lapses_at
FROM assessment WHERE status IN ('PUBLIC_NOTICE', 'CONFIRMED', 'DOWNGRADED') AND level <> 'UNRATED';
