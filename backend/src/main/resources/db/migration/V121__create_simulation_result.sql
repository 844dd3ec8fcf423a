-- What a trial came to. An approval rests on it, so it is written once and never changed.
CREATE TABLE simulation_result (
    simulation_id uuid        NOT NULL,
    summary       text        NOT NULL,
    result        text        NOT NULL,
    content_hash  text        NOT NULL,
    finished_at   timestamptz NOT NULL,
    CONSTRAINT simulation_result_pk PRIMARY KEY (simulation_id),
    CONSTRAINT simulation_result_simulation_fk FOREIGN KEY (simulation_id) REFERENCES simulation (id)
);
