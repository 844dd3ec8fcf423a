-- Every request that an agent made in its principal's name; written before the request is carried out.
CREATE TABLE delegation_use (
    id uuid CONSTRAINT delegation_use_pk PRIMARY KEY,
    delegation_id uuid NOT NULL CONSTRAINT delegation_use_delegation_fk REFERENCES delegation (id),
    actor_id uuid NOT NULL,
    operation text NOT NULL,
    method text NOT NULL,
    path text NOT NULL,
    used_at timestamptz NOT NULL,
    status integer
);

COMMENT ON COLUMN delegation_use.status IS 'HTTP status of the answer; null while it is not known';
CREATE INDEX delegation_use_list ON delegation_use (delegation_id, id);
