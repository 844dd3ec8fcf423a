-- Tables of trade.
-- What an enterprise says of a service that it ordered and accepted something of: once per order.
CREATE TABLE order_rating (
    id                       uuid        NOT NULL,
    version                  integer     NOT NULL,
    order_id                 uuid        NOT NULL,
    order_number             text        NOT NULL,
    organization_id          uuid        NOT NULL,
    organization_name        text        NOT NULL,
    region_code              text        NOT NULL,
    credit_code              text        NOT NULL,
    provider_id              uuid        NOT NULL,
    provider_organization_id uuid        NOT NULL,
    provider_name            text        NOT NULL,
    provider_region_code     text        NOT NULL,
    offering_id              uuid        NOT NULL,
    offering_name            text        NOT NULL,
    stars                    integer     NOT NULL,
    text                     text,
    is_named                 boolean     NOT NULL,
    changes                  integer     NOT NULL,
    status                   text        NOT NULL,
    rated_at                 timestamptz NOT NULL,
    changed_at               timestamptz,
    answer                   text,
    answers                  integer     NOT NULL,
    answered_at              timestamptz,
    concealed_at             timestamptz,
    concealment_reason       text,
    withdrawn_at             timestamptz,
    updated_at               timestamptz NOT NULL,
    CONSTRAINT order_rating_pk PRIMARY KEY (id),
    CONSTRAINT order_rating_order_fk FOREIGN KEY (order_id) REFERENCES service_order (id),
    CONSTRAINT order_rating_once UNIQUE (order_id),
    CONSTRAINT order_rating_stars_known CHECK (stars BETWEEN 1 AND 5),
    CONSTRAINT order_rating_status_known CHECK (status IN ('STANDING', 'WITHDRAWN')),
    CONSTRAINT order_rating_withdrawn_whole CHECK ((status = 'WITHDRAWN') = (withdrawn_at IS NOT NULL)),
    CONSTRAINT order_rating_answered_whole CHECK ((answer IS NULL) = (answered_at IS NULL)),
    CONSTRAINT order_rating_concealed_whole CHECK ((concealed_at IS NULL) = (concealment_reason IS NULL)),
    CONSTRAINT order_rating_two_sides CHECK (organization_id <> provider_organization_id)
) WITH (fillfactor = 80);

CREATE INDEX order_rating_list ON order_rating (organization_id, id);
CREATE INDEX order_rating_provider_list ON order_rating (provider_organization_id, id);
CREATE INDEX order_rating_region_list ON order_rating (region_code, id);
CREATE INDEX order_rating_provider_region_list ON order_rating (provider_region_code, id);
CREATE INDEX order_rating_of_offering ON order_rating (offering_id, id) WHERE status = 'STANDING';
CREATE INDEX order_rating_stars_of_offering ON order_rating (offering_id, stars) WHERE status = 'STANDING';
CREATE INDEX order_rating_of_entity ON order_rating (credit_code, offering_id) WHERE status = 'STANDING';

-- What was said each time, and by whom: only added to.
CREATE TABLE order_rating_step (
    id        uuid        NOT NULL,
    rating_id uuid        NOT NULL,
    move      text        NOT NULL,
    by_id     uuid        NOT NULL,
    at        timestamptz NOT NULL,
    stars     integer,
    text      text,
    is_named  boolean,
    CONSTRAINT order_rating_step_pk PRIMARY KEY (id),
    CONSTRAINT order_rating_step_rating_fk FOREIGN KEY (rating_id) REFERENCES order_rating (id)
);
CREATE INDEX order_rating_step_list ON order_rating_step (rating_id, id);
