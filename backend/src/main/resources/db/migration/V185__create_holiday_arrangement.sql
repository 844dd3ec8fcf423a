-- Public holidays as they are announced year by year: days off, and days at weekends that are worked on in exchange.
-- One that is amended is superseded by the next and never edited; the newest of a year is in force.
CREATE TABLE holiday_arrangement (
    id           uuid        NOT NULL,
    year         integer     NOT NULL,
    days_off     date[]      NOT NULL,
    make_up_days date[]      NOT NULL,
    document     text        NOT NULL,
    recorded_at  timestamptz NOT NULL,
    recorded_by  uuid        NOT NULL,
    CONSTRAINT holiday_arrangement_pk PRIMARY KEY (year, id),
    CONSTRAINT holiday_arrangement_days_apart CHECK (NOT days_off && make_up_days)
);
