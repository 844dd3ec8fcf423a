-- What two organisations do with each other is told once, to both: each reads it as its own.
ALTER TABLE event
    ADD COLUMN counterpart_id uuid,
    ADD CONSTRAINT event_counterpart_is_another
        CHECK (counterpart_id IS NULL OR organization_id IS NOT NULL AND counterpart_id <> organization_id);
CREATE INDEX event_counterpart_list ON event (counterpart_id, position)
    WHERE position IS NOT NULL AND counterpart_id IS NOT NULL;

-- Delegations have always concerned the agent too.
UPDATE event SET counterpart_id = (data::jsonb ->> 'agentOrganizationId')::uuid
WHERE type LIKE 'cn.dengyun.identity.delegation.%' AND organization_id <> (data::jsonb ->> 'agentOrganizationId')::uuid;
