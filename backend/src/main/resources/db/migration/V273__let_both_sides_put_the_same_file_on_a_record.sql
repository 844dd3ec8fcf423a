-- Table of files.
-- One file does not stand for two documents that an organisation has on a record. The other side of the record may put the
-- same file on it: it cannot see every document of the first, and cannot be kept from putting its own there.
CREATE UNIQUE INDEX case_document_content_of_side_once
    ON case_document (record_kind, record_id, organization_id, sha256) WHERE status = 'IN_FORCE';
DROP INDEX case_document_content_once;
