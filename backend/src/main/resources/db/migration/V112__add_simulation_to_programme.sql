-- The trial of the rules that an approval rests on.
ALTER TABLE programme
    ADD COLUMN simulation_id           uuid,
    ADD COLUMN simulated_rule_version  integer,
    ADD COLUMN simulation_summary      text,
    ADD COLUMN simulated_at            timestamptz,
    ADD CONSTRAINT programme_simulation_whole
        CHECK (num_nulls(simulation_id, simulated_rule_version, simulation_summary, simulated_at) IN (0, 4));
