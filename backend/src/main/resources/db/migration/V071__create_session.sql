CREATE TABLE session (
    id uuid CONSTRAINT session_pk PRIMARY KEY,
    account_id uuid NOT NULL CONSTRAINT session_account_fk REFERENCES account (id),
    address text NOT NULL,
    user_agent text,
    own_account_only boolean NOT NULL,
    created_at timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    idle_until timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    ended_at timestamptz,
    end_reason text CONSTRAINT session_end_reason_known CHECK (end_reason IN ('SIGNED_OUT', 'SIGNED_OUT_EVERYWHERE',
        'REFRESH_TOKEN_REUSED', 'PASSWORD_CHANGED', 'PASSWORD_RESET', 'ROLES_CHANGED', 'ACCOUNT_DISABLED',
        'SECOND_FACTOR_CHANGED')),
    CONSTRAINT session_end_explained CHECK ((ended_at IS NULL) = (end_reason IS NULL)),
    CONSTRAINT session_idle_within_life CHECK (idle_until <= ends_at)
);

CREATE INDEX session_account_list ON session (account_id, id) WHERE ended_at IS NULL;
CREATE INDEX session_outlived ON session (ends_at);

-- All refresh tokens of a session are one family: one of them is current, the others were replaced by it.
CREATE TABLE refresh_token (
    digest bytea CONSTRAINT refresh_token_pk PRIMARY KEY
        CONSTRAINT refresh_token_digest_length CHECK (octet_length(digest) = 32),
    session_id uuid NOT NULL CONSTRAINT refresh_token_session_fk REFERENCES session (id) ON DELETE CASCADE,
    issued_at timestamptz NOT NULL,
    replaced_at timestamptz
);

CREATE INDEX refresh_token_family ON refresh_token (session_id);
