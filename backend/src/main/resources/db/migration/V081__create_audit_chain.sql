-- Entries get their place in a chain of digests off the path of those who write them. A row here says that an entry
-- still waits for its place; it comes with the entry, and a sequencer takes it away.
CREATE TABLE audit_pending (
    entry_id uuid NOT NULL,
    CONSTRAINT audit_pending_pk PRIMARY KEY (entry_id)
);
INSERT INTO audit_pending (entry_id) SELECT id FROM audit_entry;

-- The chain: each link holds the digest of the one before, of its position and of its entry. Nothing is ever updated.
CREATE TABLE audit_chain (
    position  bigint  NOT NULL,
    entry_id  uuid    NOT NULL,
    is_sealed boolean NOT NULL,
    previous  text    NOT NULL,
    digest    text    NOT NULL,
    CONSTRAINT audit_chain_pk PRIMARY KEY (position),
    CONSTRAINT audit_chain_entry_unique UNIQUE (entry_id)
);

-- The end of the chain, signed. Its row is also the lock under which the chain grows.
CREATE TABLE audit_head (
    id        integer NOT NULL,
    position  bigint  NOT NULL,
    digest    text    NOT NULL,
    key_id    text,
    signature text,
    CONSTRAINT audit_head_pk PRIMARY KEY (id),
    CONSTRAINT audit_head_single CHECK (id = 1)
);
INSERT INTO audit_head (id, position, digest) VALUES (1, 0, repeat('0', 64));

-- Signed heads of the past, one about every thousand entries.
CREATE TABLE audit_checkpoint (
    position  bigint      NOT NULL,
    digest    text        NOT NULL,
    made_at   timestamptz NOT NULL,
    key_id    text        NOT NULL,
    signature text        NOT NULL,
    CONSTRAINT audit_checkpoint_pk PRIMARY KEY (position)
);

-- Public halves of the Ed25519 keys that signed heads and checkpoints.
CREATE TABLE audit_key (
    id         text        NOT NULL,
    public_key text        NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT audit_key_pk PRIMARY KEY (id)
);
