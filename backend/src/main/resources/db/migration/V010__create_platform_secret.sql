-- Keys that every node of one installation must share: they sign cursors, for instance. Made at first start.
CREATE TABLE platform_secret (
    name  text  NOT NULL,
    value bytea NOT NULL,
    CONSTRAINT platform_secret_pk PRIMARY KEY (name)
);
