-- Tables of monitoring.
-- Enterprises that are connected first, each once a year, and what came of it.
CREATE TABLE pilot_enterprise (
    id              uuid        NOT NULL,
    version         integer     NOT NULL,
    organization_id uuid        NOT NULL,
    unit_code       text        NOT NULL,
    provider_name   text        NOT NULL,
    year            integer     NOT NULL,
    region_code     text        NOT NULL,
    credit_code     text        NOT NULL,
    enterprise_name text        NOT NULL,
    provider_id     uuid        NOT NULL,
    task            text        NOT NULL,
    from_on         date        NOT NULL,
    until_on        date        NOT NULL,
    status          text        NOT NULL,
    outcome         text,
    planned_by      uuid        NOT NULL,
    planned_at      timestamptz NOT NULL,
    started_at      timestamptz,
    ended_at        timestamptz,
    reason          text,
    updated_at      timestamptz NOT NULL,
    CONSTRAINT pilot_enterprise_pk PRIMARY KEY (id),
    CONSTRAINT pilot_enterprise_status_known CHECK (status IN ('PLANNED', 'RUNNING', 'COMPLETED', 'ABANDONED')),
    CONSTRAINT pilot_enterprise_days CHECK (from_on <= until_on),
    CONSTRAINT pilot_enterprise_moments_whole CHECK ((status = 'COMPLETED') = (outcome IS NOT NULL)
        AND (ended_at IS NOT NULL) = (status IN ('COMPLETED', 'ABANDONED'))
        AND (started_at IS NOT NULL OR status IN ('PLANNED', 'ABANDONED')))
);
CREATE UNIQUE INDEX pilot_enterprise_once ON pilot_enterprise (year, credit_code) WHERE status <> 'ABANDONED';
CREATE INDEX pilot_enterprise_list ON pilot_enterprise (region_code, id);
