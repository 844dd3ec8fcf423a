-- Table of catalogue.
-- On which platforms industrial apps are, were or are to be hosted; what has ended stays.
CREATE TABLE hosting (
    id              uuid        NOT NULL,
    version         integer     NOT NULL,
    organization_id uuid        NOT NULL,
    counterpart_id  uuid        NOT NULL,
    region_code     text        NOT NULL,
    platform_id     uuid        NOT NULL,
    platform_name   text        NOT NULL,
    host_id         uuid        NOT NULL,
    offering_id     uuid        NOT NULL,
    offering_name   text        NOT NULL,
    developer_id    uuid        NOT NULL,
    status          text        NOT NULL,
    proposed_at     timestamptz NOT NULL,
    confirmed_at    timestamptz,
    ended_at        timestamptz,
    reason          text,
    updated_at      timestamptz NOT NULL,
    CONSTRAINT hosting_pk PRIMARY KEY (id),
    CONSTRAINT hosting_platform_fk FOREIGN KEY (platform_id) REFERENCES provider_platform (id),
    CONSTRAINT hosting_host_fk FOREIGN KEY (host_id) REFERENCES provider (id),
    CONSTRAINT hosting_developer_fk FOREIGN KEY (developer_id) REFERENCES provider (id),
    CONSTRAINT hosting_status_known CHECK (status IN ('PROPOSED', 'CONFIRMED', 'ENDED', 'REJECTED', 'WITHDRAWN')),
    CONSTRAINT hosting_moments_whole CHECK ((confirmed_at IS NOT NULL) = (status IN ('CONFIRMED', 'ENDED'))
        AND (ended_at IS NOT NULL) = (status = 'ENDED'))
);

COMMENT ON COLUMN hosting.organization_id IS 'who said so first; counterpart_id has to confirm it';

-- An app is hosted on one platform at a time, and proposed once for each.
CREATE UNIQUE INDEX hosting_one_platform ON hosting (offering_id) WHERE status = 'CONFIRMED';
CREATE UNIQUE INDEX hosting_one_proposal ON hosting (offering_id, platform_id) WHERE status = 'PROPOSED';
CREATE INDEX hosting_of_offering ON hosting (offering_id, id);
CREATE INDEX hosting_of_platform ON hosting (platform_id, id);
CREATE INDEX hosting_of_host ON hosting (host_id) WHERE confirmed_at IS NOT NULL;
