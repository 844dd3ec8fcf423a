-- A provider may offer while a qualification of it is in force: that belongs to how it stands, beside what speaks against it.
ALTER TABLE provider
    ADD COLUMN qualified_from timestamptz,
    ADD COLUMN qualified_until timestamptz;

UPDATE provider p SET qualified_from = q.valid_from, qualified_until = q.valid_until
    FROM (SELECT provider_id, min(valid_from) AS valid_from, max(valid_until) AS valid_until
        FROM provider_qualification WHERE status = 'QUALIFIED' GROUP BY 1) q
    WHERE q.provider_id = p.id;

COMMENT ON COLUMN provider.qualified_from IS 'from when on a qualification is in force';
COMMENT ON COLUMN provider.qualified_until IS 'the first moment at which none is in force any more; null where none ever was';

DROP FUNCTION provider_status(boolean, boolean, timestamptz, timestamptz, timestamptz);
-- The same as cn.dengyun.provider.domain.ProviderStanding. One plain SELECT, so that it stands in the place of its call.
CREATE FUNCTION provider_status(organization_frozen boolean, suspended_by_hand boolean, suspended_until timestamptz,
        disqualified_until timestamptz, qualified_from timestamptz, qualified_until timestamptz, moment timestamptz) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE WHEN moment < disqualified_until THEN 'DISQUALIFIED'
        WHEN organization_frozen OR suspended_by_hand OR moment < suspended_until THEN 'SUSPENDED'
        WHEN moment >= qualified_from AND moment < qualified_until THEN 'QUALIFIED' ELSE 'UNQUALIFIED' END $$;

-- Every node keeps all of them in mind, since each ends by the clock.
DROP INDEX provider_unfit;
