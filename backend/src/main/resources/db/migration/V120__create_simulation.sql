-- A trial of a version of a programme's rules on a population, as it was asked for: with the money, the demand and the
-- uploaded enterprises in it, so that it can be run again.
CREATE TABLE simulation (
    id           uuid        NOT NULL,
    programme_id uuid        NOT NULL,
    rule_version integer     NOT NULL,
    population   text        NOT NULL,
    request      text        NOT NULL,
    requested_by uuid        NOT NULL,
    created_at   timestamptz NOT NULL,
    CONSTRAINT simulation_pk PRIMARY KEY (id),
    CONSTRAINT simulation_rules_fk FOREIGN KEY (programme_id, rule_version)
        REFERENCES rule_version (programme_id, version),
    CONSTRAINT simulation_population_known CHECK (population IN ('REGISTERED', 'GENERATED', 'UPLOADED'))
);

CREATE INDEX simulation_list ON simulation (programme_id, id);
