-- Tables of trade.
-- An order of an enterprise with a provider: it pins the version and the price of an offering, and owns what vouchers hold for it.
CREATE TABLE service_order (
    id                       uuid        NOT NULL,
    version                  integer     NOT NULL,
    number                   text        NOT NULL,
    organization_id          uuid        NOT NULL,
    organization_name        text        NOT NULL,
    region_code              text        NOT NULL,
    provider_id              uuid        NOT NULL,
    provider_organization_id uuid        NOT NULL,
    provider_name            text        NOT NULL,
    offering_id              uuid        NOT NULL,
    offering_version         integer     NOT NULL,
    offering_name            text        NOT NULL,
    external_reference       text        NOT NULL,
    origin                   text        NOT NULL,
    origin_id                uuid,
    status                   text        NOT NULL,
    resumes                  text,
    price_at                 timestamptz NOT NULL,
    starts_on                date        NOT NULL,
    ends_on                  date        NOT NULL,
    list_fen                 bigint      NOT NULL,
    concession_fen           bigint      NOT NULL,
    campaign_fen             bigint      NOT NULL,
    net_fen                  bigint      NOT NULL,
    tax_fen                  bigint      NOT NULL,
    subsidy_fen              bigint      NOT NULL,
    deducted_fen             bigint      NOT NULL,
    contract_document_id     uuid,
    contract_number          text,
    contract_sha256          text,
    contract_side            text,
    contract_confirmed_at    timestamptz,
    placed_by                uuid        NOT NULL,
    placed_at                timestamptz NOT NULL,
    accepted_at              timestamptz,
    activated_at             timestamptz,
    delivered_at             timestamptz,
    completed_at             timestamptz,
    ended_at                 timestamptz,
    due_at                   timestamptz NOT NULL,
    updated_at               timestamptz NOT NULL,
    reason                   text,
    CONSTRAINT service_order_pk PRIMARY KEY (id),
    CONSTRAINT service_order_number UNIQUE (number),
    CONSTRAINT service_order_reference UNIQUE (organization_id, provider_id, external_reference),
    CONSTRAINT service_order_origin_known CHECK (origin IN ('PLATFORM', 'API', 'QUOTE', 'TRIAL', 'RENEWAL')),
    CONSTRAINT service_order_status_known CHECK (status IN ('PLACED', 'ACCEPTED', 'ACTIVE', 'DELIVERED', 'COMPLETED', 'DISPUTED',
        'REJECTED', 'LAPSED', 'CANCELLED')),
    CONSTRAINT service_order_resumes_what_is_disputed CHECK ((status = 'DISPUTED') = (resumes IS NOT NULL)),
    CONSTRAINT service_order_sums CHECK (list_fen - concession_fen - campaign_fen = net_fen
        AND least(list_fen, concession_fen, campaign_fen, net_fen, tax_fen, subsidy_fen) >= 0),
    CONSTRAINT service_order_subsidy_within CHECK (subsidy_fen <= net_fen AND deducted_fen BETWEEN 0 AND subsidy_fen),
    CONSTRAINT service_order_contract_whole CHECK (num_nonnulls(contract_document_id, contract_sha256, contract_side) IN (0, 3)
        AND (contract_confirmed_at IS NULL OR contract_document_id IS NOT NULL)),
    CONSTRAINT service_order_dates CHECK (starts_on <= ends_on),
    CONSTRAINT service_order_accepted CHECK (status NOT IN ('ACCEPTED', 'ACTIVE', 'DELIVERED', 'COMPLETED')
        OR accepted_at IS NOT NULL),
    CONSTRAINT service_order_active CHECK (status NOT IN ('ACTIVE', 'DELIVERED', 'COMPLETED') OR activated_at IS NOT NULL),
    CONSTRAINT service_order_ended CHECK ((status IN ('COMPLETED', 'REJECTED', 'LAPSED', 'CANCELLED')) = (ended_at IS NOT NULL)
        OR status = 'DISPUTED'),
    CONSTRAINT service_order_two_sides CHECK (organization_id <> provider_organization_id)
) WITH (fillfactor = 80);

CREATE INDEX service_order_list ON service_order (organization_id, id);
CREATE INDEX service_order_provider_list ON service_order (provider_organization_id, id);
CREATE INDEX service_order_region_list ON service_order (region_code, id);
CREATE INDEX service_order_due ON service_order (status, due_at, id)
    WHERE status IN ('PLACED', 'ACCEPTED', 'ACTIVE', 'DELIVERED', 'DISPUTED');
CREATE INDEX service_order_living_with ON service_order (provider_id, id)
    WHERE status IN ('PLACED', 'ACCEPTED', 'ACTIVE', 'DELIVERED', 'DISPUTED');
CREATE INDEX service_order_living_of_both ON service_order (organization_id, provider_id)
    WHERE status IN ('PLACED', 'ACCEPTED', 'ACTIVE', 'DELIVERED', 'DISPUTED');
