-- Whether an authority oversees the region of a code: the same rule as cn.dengyun.shared.Oversight, whose two
-- parameters it takes. One plain SELECT, so that the planner puts the condition in the place of the call.
CREATE FUNCTION is_overseen(code text, pattern text, exceptions text[]) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT code LIKE pattern AND code <> ALL (exceptions) $$;
