-- Table of files.
-- Attachments on records, as they were put there. Nothing of a document changes but that it ends: once.
CREATE TABLE case_document (
    id              uuid        NOT NULL,
    record_kind     text        NOT NULL,
    record_id       uuid        NOT NULL,
    organization_id uuid        NOT NULL,
    attachment_id   uuid        NOT NULL,
    purpose         text        NOT NULL,
    issuer          text        NOT NULL,
    number          text,
    issued_on       date        NOT NULL,
    visibility      text        NOT NULL,
    file_name       text        NOT NULL,
    media_type      text        NOT NULL,
    byte_count      bigint      NOT NULL,
    sha256          text        NOT NULL,
    replaces_id     uuid,
    added_at        timestamptz NOT NULL,
    added_by        uuid        NOT NULL,
    status          text        NOT NULL,
    ended_at        timestamptz,
    ended_by        uuid,
    replaced_by_id  uuid,
    CONSTRAINT case_document_pk PRIMARY KEY (id),
    CONSTRAINT case_document_organization_fk FOREIGN KEY (organization_id) REFERENCES organization (id),
    CONSTRAINT case_document_attachment_fk FOREIGN KEY (attachment_id) REFERENCES attachment (id),
    CONSTRAINT case_document_replaces_fk FOREIGN KEY (replaces_id) REFERENCES case_document (id),
    CONSTRAINT case_document_not_empty CHECK (byte_count > 0),
    CONSTRAINT case_document_sha256_form CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    CONSTRAINT case_document_status_known CHECK (status IN ('IN_FORCE', 'REPLACED', 'WITHDRAWN')),
    CONSTRAINT case_document_end_whole CHECK (num_nulls(ended_at, ended_by) = CASE WHEN status = 'IN_FORCE' THEN 2 ELSE 0 END),
    CONSTRAINT case_document_replaced_by CHECK ((replaced_by_id IS NOT NULL) = (status = 'REPLACED'))
);

COMMENT ON COLUMN case_document.sha256 IS 'of the content as it was stored when the document was put on the record';

CREATE INDEX case_document_of_record ON case_document (record_kind, record_id, id);
CREATE INDEX case_document_of_content ON case_document (sha256);
CREATE UNIQUE INDEX case_document_attachment_once ON case_document (attachment_id) WHERE status = 'IN_FORCE';
-- One file does not stand for two documents of a record.
CREATE UNIQUE INDEX case_document_content_once ON case_document (record_kind, record_id, sha256) WHERE status = 'IN_FORCE';

-- The checksum that ZIP archives have of what a file holds; null for what came before it was kept.
ALTER TABLE attachment_content ADD COLUMN crc32 bigint;
