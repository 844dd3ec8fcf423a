-- The clause of a published policy that a sanction rests on, where it names one: it says where the decision comes from.
ALTER TABLE sanction
    ADD COLUMN policy_id uuid,
    ADD COLUMN anchor text,
    ADD CONSTRAINT sanction_clause_whole CHECK (num_nulls(policy_id, anchor) IN (0, 2));
