-- A key is bound to the content that came with it: whoever repeats a push is compared with these, chunk by chunk. Chunks from
-- before have none and fit every content.
ALTER TABLE catalogue_push_chunk
    ADD COLUMN digest bytea CONSTRAINT catalogue_push_chunk_digest_length CHECK (octet_length(digest) = 32);
