-- Tables of provider.
-- Security incidents of providers, and the interim suspension while one is looked into.
CREATE TABLE security_incident (
    id                     uuid        NOT NULL,
    version                integer     NOT NULL,
    organization_id        uuid        NOT NULL,
    region_code            text        NOT NULL,
    authority_code         text        NOT NULL,
    provider_id            uuid        NOT NULL,
    provider_name_zh       text        NOT NULL,
    event_id               uuid        NOT NULL,
    same_event_as          uuid,
    another_event_because  text,
    title                  text        NOT NULL,
    description            text        NOT NULL,
    affected               text        NOT NULL,
    measures               text,
    grade                  text        NOT NULL,
    occurred_at            timestamptz NOT NULL,
    found_at               timestamptz NOT NULL,
    reported_at            timestamptz NOT NULL,
    status                 text        NOT NULL,
    recorded_by            uuid        NOT NULL,
    decided_by             uuid,
    decided_at             timestamptz,
    finding                text,
    suspended_at           timestamptz,
    suspended_by           uuid,
    suspended_until        timestamptz,
    suspension_extended_at timestamptz,
    suspension_lifted_at   timestamptz,
    created_at             timestamptz NOT NULL,
    updated_at             timestamptz NOT NULL,
    CONSTRAINT security_incident_pk PRIMARY KEY (id),
    CONSTRAINT security_incident_provider_fk FOREIGN KEY (provider_id) REFERENCES provider (id),
    CONSTRAINT security_incident_same_event_fk FOREIGN KEY (same_event_as) REFERENCES security_incident (id),
    CONSTRAINT security_incident_event_fk FOREIGN KEY (event_id) REFERENCES security_incident (id),
    CONSTRAINT security_incident_first_of_event CHECK ((event_id = id) = (same_event_as IS NULL)),
    CONSTRAINT security_incident_grade_known CHECK (
        grade IN ('GENERAL', 'LARGE', 'MAJOR', 'ESPECIALLY_MAJOR')),
    CONSTRAINT security_incident_status_known CHECK (
        status IN ('REPORTED', 'INVESTIGATING', 'DETERMINED', 'DISMISSED')),
    CONSTRAINT security_incident_dates CHECK (occurred_at <= found_at AND found_at <= reported_at),
    CONSTRAINT security_incident_decision_whole CHECK (num_nulls(decided_by, decided_at, finding)
        = CASE WHEN status IN ('DETERMINED', 'DISMISSED') THEN 0 ELSE 3 END),
    CONSTRAINT security_incident_four_eyes CHECK (status <> 'DETERMINED' OR decided_by <> recorded_by),
    CONSTRAINT security_incident_suspension_whole CHECK (
        num_nulls(suspended_at, suspended_by, suspended_until) IN (0, 3)
        AND (suspended_at IS NOT NULL OR num_nulls(suspension_extended_at, suspension_lifted_at) = 2)),
    CONSTRAINT security_incident_suspension_bounded CHECK (suspended_until <= suspended_at
        + CASE WHEN suspension_extended_at IS NULL THEN interval '31 days' ELSE interval '61 days' END)
);

CREATE INDEX security_incident_organization ON security_incident (organization_id, id);
CREATE INDEX security_incident_suspended ON security_incident (provider_id) WHERE suspended_until IS NOT NULL;

-- An event is good for one suspension, however often it is dismissed and recorded again.
CREATE UNIQUE INDEX security_incident_suspended_once ON security_incident (event_id) WHERE suspended_at IS NOT NULL;
CREATE INDEX security_incident_dismissed ON security_incident (provider_id) WHERE status = 'DISMISSED';

-- What bodies have found of platforms and products of providers.
CREATE TABLE security_evaluation (
    id               uuid        NOT NULL,
    version          integer     NOT NULL,
    organization_id  uuid        NOT NULL,
    region_code      text        NOT NULL,
    provider_id      uuid        NOT NULL,
    provider_name_zh text        NOT NULL,
    subject          text        NOT NULL,
    evaluator        text        NOT NULL,
    standard         text        NOT NULL,
    report_number    text,
    result           text        NOT NULL,
    evaluated_on     date        NOT NULL,
    recorded_by      uuid        NOT NULL,
    created_at       timestamptz NOT NULL,
    CONSTRAINT security_evaluation_pk PRIMARY KEY (id),
    CONSTRAINT security_evaluation_provider_fk FOREIGN KEY (provider_id) REFERENCES provider (id),
    CONSTRAINT security_evaluation_result_known CHECK (result IN ('PASSED', 'FAILED'))
);

CREATE INDEX security_evaluation_organization ON security_evaluation (organization_id, id);
