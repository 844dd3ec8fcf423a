-- The authority whose turn it was and that was overdue, when one above it took the step in its place.
ALTER TABLE voucher_application_step
    ADD COLUMN in_place_of text CONSTRAINT voucher_application_step_in_place_of_form CHECK (in_place_of ~ '^[0-9]{6}$');

-- The region whose authority has to act on an application: the same rule as cn.dengyun.application.domain.VoucherApplication;
-- null when it is no authority's turn. One plain SELECT, so that the planner puts it in the place of the call.
CREATE FUNCTION reviewing_region(status text, stages text[], region_code text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE CASE WHEN status = 'SUBMITTED' THEN stages[1]
        WHEN status IN ('COUNTY_REVIEW', 'CITY_REVIEW', 'PROVINCE_REVIEW') AND split_part(status, '_', 1) = ANY (stages)
        THEN split_part(status, '_', 1) END
        WHEN 'COUNTY' THEN region_code WHEN 'CITY' THEN left(region_code, 4) || '00'
        WHEN 'PROVINCE' THEN left(region_code, 2) || '0000' END $$;
