-- The public changes of each fact, for the feed: the fact's position and the offering's id give their order.
CREATE TABLE offering_change (
    fact_id     uuid    NOT NULL,
    offering_id uuid    NOT NULL,
    provider_id uuid    NOT NULL,
    change      text    NOT NULL,
    version     integer NOT NULL,
    revision    bigint  NOT NULL,
    CONSTRAINT offering_change_pk PRIMARY KEY (fact_id, offering_id, provider_id),
    CONSTRAINT offering_change_known CHECK (change IN ('PUBLISHED', 'UPDATED', 'RETIRED', 'SUSPENDED', 'REINSTATED'))
);

CREATE INDEX fact_of_catalogue ON fact (position) WHERE type = 'cn.dengyun.catalogue.offerings.changed';
