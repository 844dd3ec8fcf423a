-- Every content an offering ever had, numbered from 1, never changed: orders pin one of these.
CREATE TABLE offering_version (
    offering_id  uuid        NOT NULL,
    version      integer     NOT NULL,
    provider_id  uuid        NOT NULL,
    content      text        NOT NULL,
    content_hash text        NOT NULL,
    actor_id     uuid,
    created_at   timestamptz NOT NULL,
    CONSTRAINT offering_version_pk PRIMARY KEY (offering_id, version, provider_id)
);
