-- Tables of trade.
-- Where a provider's services begin and end: one for each organisation.
CREATE TABLE provisioning_endpoint (
    id                uuid        NOT NULL,
    version           integer     NOT NULL,
    organization_id   uuid        NOT NULL,
    organization_name text        NOT NULL,
    region_code       text        NOT NULL,
    url               text        NOT NULL,
    offering_ids      uuid[]      NOT NULL,
    status            text        NOT NULL,
    checked_at        timestamptz,
    check_outcome     text,
    check_status      integer,
    created_by        uuid        NOT NULL,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    CONSTRAINT provisioning_endpoint_pk PRIMARY KEY (id),
    CONSTRAINT provisioning_endpoint_one UNIQUE (organization_id),
    CONSTRAINT provisioning_endpoint_status_known CHECK (status IN ('DISABLED', 'ENABLED')),
    CONSTRAINT provisioning_endpoint_checked CHECK ((checked_at IS NULL) = (check_outcome IS NULL)
        AND (status = 'DISABLED' OR check_outcome IS NOT NULL))
) WITH (fillfactor = 80);

CREATE INDEX provisioning_endpoint_region_list ON provisioning_endpoint (region_code, id);

-- What calls are signed with; encrypted where a key for that is configured.
CREATE TABLE provisioning_secret (
    endpoint_id    uuid    NOT NULL,
    secret         bytea   NOT NULL,
    previous       bytea,
    previous_until timestamptz,
    is_sealed      boolean NOT NULL,
    CONSTRAINT provisioning_secret_pk PRIMARY KEY (endpoint_id),
    CONSTRAINT provisioning_secret_endpoint_fk FOREIGN KEY (endpoint_id) REFERENCES provisioning_endpoint (id),
    CONSTRAINT provisioning_secret_previous_whole CHECK ((previous IS NULL) = (previous_until IS NULL))
);

-- How fast an endpoint is called; whoever takes calls of it holds the row.
CREATE TABLE provisioning_pace (
    endpoint_id  uuid        NOT NULL,
    failures     integer     NOT NULL,
    open_until   timestamptz,
    window_at    timestamptz NOT NULL,
    window_calls integer     NOT NULL,
    CONSTRAINT provisioning_pace_pk PRIMARY KEY (endpoint_id),
    CONSTRAINT provisioning_pace_endpoint_fk FOREIGN KEY (endpoint_id) REFERENCES provisioning_endpoint (id)
) WITH (fillfactor = 80);
