-- Table of catalogue.
-- Of what providers were reminded before it was due, so that each reminder leaves once. Obligations themselves are computed.
CREATE TABLE obligation_reminder (
    provider_id uuid        NOT NULL,
    kind        text        NOT NULL,
    due_at      timestamptz NOT NULL,
    days        integer     NOT NULL,
    reminded_at timestamptz NOT NULL,
    CONSTRAINT obligation_reminder_pk PRIMARY KEY (provider_id, kind, due_at, days),
    CONSTRAINT obligation_reminder_provider_fk FOREIGN KEY (provider_id) REFERENCES provider (id),
    CONSTRAINT obligation_reminder_kind_known CHECK (kind IN ('INDUSTRIAL_APPS', 'CATALOGUE_UPDATE'))
);

-- The industrial apps of a provider, for its counter.
CREATE INDEX offering_industrial_app ON offering (provider_id) WHERE kind = 'INDUSTRIAL_APP';
