-- What files hold, each content once, whoever sent it. Only attachments, one for each upload, say who may have it.
CREATE TABLE attachment_content (
    id         uuid        NOT NULL,
    store      text        NOT NULL,
    state      text        NOT NULL,
    sha256     text,
    byte_count bigint,
    created_at timestamptz NOT NULL,
    CONSTRAINT attachment_content_pk PRIMARY KEY (id),
    CONSTRAINT attachment_content_sha256_unique UNIQUE (sha256),
    CONSTRAINT attachment_content_sha256_form CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    CONSTRAINT attachment_content_store_known CHECK (store IN ('DATABASE', 'S3')),
    -- DOUBTFUL: an attachment of it was deleted; perhaps it was the last.
    CONSTRAINT attachment_content_state_known CHECK (state IN ('RECEIVING', 'STORED', 'DOUBTFUL', 'DELETING')),
    CONSTRAINT attachment_content_known_when_stored
        CHECK ((state IN ('STORED', 'DOUBTFUL')) = (sha256 IS NOT NULL AND byte_count IS NOT NULL))
) WITH (fillfactor = 80);

CREATE INDEX attachment_content_unsettled ON attachment_content (created_at) WHERE state <> 'STORED';

CREATE TABLE attachment_chunk (
    content_id uuid    NOT NULL,
    number     integer NOT NULL,
    bytes      bytea   NOT NULL,
    CONSTRAINT attachment_chunk_pk PRIMARY KEY (content_id, number),
    CONSTRAINT attachment_chunk_content_fk FOREIGN KEY (content_id) REFERENCES attachment_content (id)
);
-- Documents and pictures are compressed already.
ALTER TABLE attachment_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE attachment (
    id              uuid        NOT NULL,
    organization_id uuid        NOT NULL,
    content_id      uuid        NOT NULL,
    purpose         text        NOT NULL,
    file_name       text        NOT NULL,
    type            text        NOT NULL,
    byte_count      bigint      NOT NULL,
    record_kind     text,
    record_id       uuid,
    created_at      timestamptz NOT NULL,
    created_by      uuid        NOT NULL,
    CONSTRAINT attachment_pk PRIMARY KEY (id),
    CONSTRAINT attachment_content_fk FOREIGN KEY (content_id) REFERENCES attachment_content (id),
    CONSTRAINT attachment_organization_fk FOREIGN KEY (organization_id) REFERENCES organization (id),
    CONSTRAINT attachment_record_whole CHECK ((record_kind IS NULL) = (record_id IS NULL))
) WITH (fillfactor = 90);

CREATE INDEX attachment_of_content ON attachment (content_id);
CREATE INDEX attachment_of_record ON attachment (record_kind, record_id) WHERE record_kind IS NOT NULL;
CREATE INDEX attachment_unused ON attachment (created_at) WHERE record_kind IS NULL;

-- How many bytes the attachments of each organisation have, kept with them.
CREATE TABLE attachment_usage (
    organization_id uuid   NOT NULL,
    byte_count      bigint NOT NULL,
    CONSTRAINT attachment_usage_pk PRIMARY KEY (organization_id),
    CONSTRAINT attachment_usage_not_negative CHECK (byte_count >= 0)
) WITH (fillfactor = 70);
