-- Table of provider.
CREATE TABLE provider_platform (
    id               uuid        NOT NULL,
    version          integer     NOT NULL,
    provider_id      uuid        NOT NULL,
    organization_id  uuid        NOT NULL,
    region_code      text        NOT NULL,
    kind             text        NOT NULL,
    name_zh          text        NOT NULL,
    name_en          text,
    homepage         text,
    regions          text[]      NOT NULL,
    industries       text[]      NOT NULL,
    knowledge_models text[]      NOT NULL,
    software         text[]      NOT NULL,
    status           text        NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    CONSTRAINT provider_platform_pk PRIMARY KEY (id),
    CONSTRAINT provider_platform_provider_fk FOREIGN KEY (provider_id) REFERENCES provider (id),
    CONSTRAINT provider_platform_organization_fk FOREIGN KEY (organization_id) REFERENCES organization (id),
    CONSTRAINT provider_platform_kind_known CHECK (kind IN ('INDUSTRIAL_CLOUD', 'PARK', 'INNOVATION')),
    CONSTRAINT provider_platform_status_known CHECK (status IN ('OPERATING', 'CLOSED'))
);

CREATE INDEX provider_platform_of_provider ON provider_platform (provider_id, id);
