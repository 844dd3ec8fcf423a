-- Tables of trade.
-- A free trial of an offering: once per enterprise and offering for good; what was not granted may be asked for three times.
CREATE TABLE service_trial (
    id                       uuid        NOT NULL,
    version                  integer     NOT NULL,
    organization_id          uuid        NOT NULL,
    organization_name        text        NOT NULL,
    region_code              text        NOT NULL,
    credit_code              text        NOT NULL,
    provider_id              uuid        NOT NULL,
    provider_organization_id uuid        NOT NULL,
    provider_name            text        NOT NULL,
    offering_id              uuid        NOT NULL,
    offering_version         integer     NOT NULL,
    offering_name            text        NOT NULL,
    concession_code          text,
    days                     integer     NOT NULL,
    terms                    text,
    note                     text,
    access_note              text,
    status                   text        NOT NULL,
    attempt                  integer     NOT NULL,
    requested_by             uuid        NOT NULL,
    requested_at             timestamptz NOT NULL,
    due_at                   timestamptz NOT NULL,
    starts_at                timestamptz,
    ends_at                  timestamptz,
    remind_at                timestamptz,
    ended_at                 timestamptz,
    reason                   text,
    updated_at               timestamptz NOT NULL,
    CONSTRAINT service_trial_pk PRIMARY KEY (id),
    CONSTRAINT service_trial_status_known CHECK (status IN ('REQUESTED', 'GRANTED', 'ENDED', 'DECLINED', 'WITHDRAWN', 'LAPSED')),
    CONSTRAINT service_trial_attempts UNIQUE (credit_code, offering_id, attempt),
    CONSTRAINT service_trial_attempt_known CHECK (attempt BETWEEN 1 AND 3),
    CONSTRAINT service_trial_days_known CHECK (days BETWEEN 1 AND 730),
    CONSTRAINT service_trial_granted_whole CHECK ((status IN ('GRANTED', 'ENDED')) = (starts_at IS NOT NULL)
        AND (starts_at IS NULL) = (ends_at IS NULL)),
    CONSTRAINT service_trial_no_longer CHECK (ends_at <= starts_at + make_interval(hours => 24 * days)),
    CONSTRAINT service_trial_over CHECK ((status IN ('REQUESTED', 'GRANTED')) = (ended_at IS NULL)),
    CONSTRAINT service_trial_two_sides CHECK (organization_id <> provider_organization_id)
) WITH (fillfactor = 80);

CREATE UNIQUE INDEX service_trial_once ON service_trial (credit_code, offering_id)
    WHERE status IN ('REQUESTED', 'GRANTED', 'ENDED');
CREATE INDEX service_trial_list ON service_trial (organization_id, id);
CREATE INDEX service_trial_provider_list ON service_trial (provider_organization_id, id);
CREATE INDEX service_trial_region_list ON service_trial (region_code, id);
CREATE INDEX service_trial_due ON service_trial (due_at, id) WHERE status IN ('REQUESTED', 'GRANTED');
CREATE INDEX service_trial_to_remind ON service_trial (remind_at, id) WHERE status = 'GRANTED' AND remind_at IS NOT NULL;
CREATE INDEX service_trial_open ON service_trial (credit_code) WHERE status = 'REQUESTED';
CREATE INDEX service_trial_living_with ON service_trial (provider_id, id) WHERE status IN ('REQUESTED', 'GRANTED');

-- Who did what with a trial, and why: only added to.
CREATE TABLE service_trial_step (
    id       uuid        NOT NULL,
    trial_id uuid        NOT NULL,
    move     text        NOT NULL,
    by_id    uuid,
    at       timestamptz NOT NULL,
    reason   text,
    CONSTRAINT service_trial_step_pk PRIMARY KEY (id),
    CONSTRAINT service_trial_step_trial_fk FOREIGN KEY (trial_id) REFERENCES service_trial (id)
);
CREATE INDEX service_trial_step_list ON service_trial_step (trial_id, id);
