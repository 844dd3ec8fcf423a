-- Who did what, when, from where and why: written in the unit of work of the deed, never changed. What tells about a
-- person lies apart in audit_personal, so that it can be erased: the entry keeps a salted commitment to it.
CREATE TABLE audit_entry (
    id                    uuid        NOT NULL,
    occurred_at           timestamptz NOT NULL,
    kind                  text        NOT NULL,
    action                text        NOT NULL,
    subject               text        NOT NULL,
    organization_id       uuid,
    actor_id              uuid,
    actor_kind            text        NOT NULL,
    actor_roles           text        NOT NULL,
    actor_organization_id uuid,
    on_behalf_of          uuid,
    delegation_id         uuid,
    trace_id              text,
    reason                text,
    details               text,
    commitment            text        NOT NULL,
    seal                  text        NOT NULL,
    CONSTRAINT audit_entry_pk PRIMARY KEY (id),
    CONSTRAINT audit_entry_kind_known CHECK (kind IN ('WRITE', 'READ', 'REFUSAL')),
    CONSTRAINT audit_entry_actor_kind_known CHECK (actor_kind IN ('PERSON', 'CLIENT', 'ANONYMOUS', 'SYSTEM'))
);

CREATE INDEX audit_entry_organization ON audit_entry (organization_id, id) WHERE organization_id IS NOT NULL;
CREATE INDEX audit_entry_actor ON audit_entry (actor_id, id) WHERE actor_id IS NOT NULL;
CREATE INDEX audit_entry_subject ON audit_entry (subject text_pattern_ops, id);
CREATE INDEX audit_entry_action ON audit_entry (action text_pattern_ops, id);

-- What may be about a person: where the request came from, and how the record was before and after.
CREATE TABLE audit_personal (
    entry_id  uuid NOT NULL,
    salt      text,
    address   text,
    before    text,
    after     text,
    erased_by uuid,
    CONSTRAINT audit_personal_pk PRIMARY KEY (entry_id),
    CONSTRAINT audit_personal_erased CHECK (
        (salt IS NOT NULL AND erased_by IS NULL)
        OR (erased_by IS NOT NULL AND coalesce(salt, address, before, after) IS NULL))
);
