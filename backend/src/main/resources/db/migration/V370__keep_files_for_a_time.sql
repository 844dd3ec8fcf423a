-- Tables of files.
-- What is kept for some time and is no attachment: files that were sent to be worked on, and what came of them.
ALTER TABLE attachment_content
    ADD COLUMN kept_until timestamptz,
    DROP CONSTRAINT attachment_content_state_known,
    ADD CONSTRAINT attachment_content_state_known
        CHECK (state IN ('RECEIVING', 'STORED', 'DOUBTFUL', 'DELETING', 'KEPT')),
    ADD CONSTRAINT attachment_content_kept CHECK ((state = 'KEPT') = (kept_until IS NOT NULL));
