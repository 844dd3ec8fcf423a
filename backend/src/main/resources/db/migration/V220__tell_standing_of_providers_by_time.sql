-- How a provider stands is no column any more: it follows from what was decided and from the time.
ALTER TABLE provider
    ADD COLUMN organization_frozen boolean NOT NULL DEFAULT false,
    ADD COLUMN suspended_by_hand boolean NOT NULL DEFAULT false,
    ADD COLUMN suspended_until timestamptz,
    ADD COLUMN disqualified_until timestamptz;

UPDATE provider p SET organization_frozen = true
    FROM organization o WHERE o.id = p.organization_id AND o.frozen_at IS NOT NULL;
-- Nothing but a hand in the database has ever suspended one: it stays so, whatever becomes of incidents, until the
-- province lets it go.
UPDATE provider SET suspended_by_hand = true WHERE status = 'SUSPENDED';

ALTER TABLE provider DROP COLUMN status;

COMMENT ON COLUMN provider.suspended_by_hand IS 'suspended before there were interim suspensions; only ever let go';
COMMENT ON COLUMN provider.suspended_until IS 'the first moment at which no interim suspension runs any more';
COMMENT ON COLUMN provider.disqualified_until IS 'the first moment at which no sanction is in force any more';

-- The same as cn.dengyun.provider.domain.ProviderStanding. One plain SELECT, so that it stands in the place of its call.
CREATE FUNCTION provider_status(organization_frozen boolean, suspended_by_hand boolean, suspended_until timestamptz,
        disqualified_until timestamptz, moment timestamptz) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE WHEN moment < disqualified_until THEN 'DISQUALIFIED'
        WHEN organization_frozen OR suspended_by_hand OR moment < suspended_until THEN 'SUSPENDED' ELSE 'QUALIFIED' END $$;

-- Those that are not fit are few, and every node keeps them in mind.
CREATE INDEX provider_unfit ON provider (id)
    WHERE organization_frozen OR suspended_by_hand OR suspended_until IS NOT NULL OR disqualified_until IS NOT NULL;
