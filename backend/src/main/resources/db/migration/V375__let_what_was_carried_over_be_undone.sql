-- Tables of programme.
-- What was left of a programme and went back or on is undone by a movement of its own, at most once.
ALTER TABLE budget_movement
    ADD COLUMN reverses_id uuid,
    ADD CONSTRAINT budget_movement_reverses_fk FOREIGN KEY (reverses_id) REFERENCES budget_movement (id),
    ADD CONSTRAINT budget_movement_reverses_one CHECK ((kind = 'REVERSAL') = (reverses_id IS NOT NULL)),
    DROP CONSTRAINT budget_movement_kind_known,
    ADD CONSTRAINT budget_movement_kind_known CHECK (kind IN ('APPROPRIATION', 'ALLOCATION', 'REALLOCATION',
        'PROVIDER_CEILING', 'RETURN', 'CARRY_OVER', 'REVERSAL'));

CREATE UNIQUE INDEX budget_movement_reversed_once ON budget_movement (reverses_id)
    WHERE reverses_id IS NOT NULL AND status <> 'REJECTED';
-- What comes to a programme stands in its list too.
CREATE INDEX budget_movement_inward_list ON budget_movement (to_programme_id, id) WHERE to_programme_id IS NOT NULL;
