-- Tables of trade.
-- What is removed or gone is wanted by nobody, and what is there is looked at again while something is to come of it.
UPDATE provisioning SET wanted = false, again = false WHERE status IN ('DEPROVISIONING', 'GONE') AND wanted;
UPDATE provisioning SET due_at = coalesce(remove_at, now())
WHERE status = 'PROVISIONED' AND due_at IS NULL AND (remove_at IS NOT NULL OR wanted AND NOT activated);

ALTER TABLE provisioning
    ADD CONSTRAINT provisioning_removed_unwanted CHECK (status NOT IN ('DEPROVISIONING', 'GONE') OR NOT wanted),
    ADD CONSTRAINT provisioning_comes_to_its_end CHECK (due_at IS NOT NULL OR status <> 'PROVISIONED'
        OR remove_at IS NULL AND (activated OR NOT wanted)),
    ADD CONSTRAINT provisioning_counts CHECK (tries >= 0 AND doubts >= 0 AND calls >= 0 AND confirmations BETWEEN 0 AND 1),
    ADD CONSTRAINT provisioning_outcome_known CHECK (outcome IN ('DONE', 'ACCEPTED', 'REFUSED', 'CONFLICT', 'DEFERRED', 'FAILED',
        'BROKEN', 'REDIRECTED', 'SERVER_ERROR', 'TIMED_OUT', 'DISCONNECTED', 'NOT_SENT', 'LOST', 'SIGNATURE_IGNORED')),
    ADD CONSTRAINT provisioning_texts CHECK (char_length(message) <= 500 AND char_length(operation) <= 200
        AND char_length(service_reference) <= 200);

-- Where a call went: an endpoint moves, and whoever disputes a removal has to know which host confirmed it.
ALTER TABLE provisioning_call ADD COLUMN url text;
UPDATE provisioning_call c SET url = e.url
FROM provisioning p JOIN provisioning_endpoint e ON e.id = p.endpoint_id WHERE p.id = c.provisioning_id;
ALTER TABLE provisioning_call
    ALTER COLUMN url SET NOT NULL,
    ADD CONSTRAINT provisioning_call_outcome_known CHECK (outcome IN ('DONE', 'ACCEPTED', 'REFUSED', 'CONFLICT', 'DEFERRED',
        'FAILED', 'BROKEN', 'REDIRECTED', 'SERVER_ERROR', 'TIMED_OUT', 'DISCONNECTED', 'NOT_SENT', 'LOST', 'SIGNATURE_IGNORED')),
    ADD CONSTRAINT provisioning_call_bounds CHECK (attempt >= 1 AND millis >= 0 AND char_length(message) <= 500
        AND char_length(url) <= 2000);

ALTER TABLE provisioning_endpoint
    ADD CONSTRAINT provisioning_endpoint_outcome_known CHECK (check_outcome IN ('DONE', 'ACCEPTED', 'REFUSED', 'CONFLICT',
        'DEFERRED', 'FAILED', 'BROKEN', 'REDIRECTED', 'SERVER_ERROR', 'TIMED_OUT', 'DISCONNECTED', 'NOT_SENT', 'LOST',
        'SIGNATURE_IGNORED')),
    ADD CONSTRAINT provisioning_endpoint_bounds CHECK (char_length(url) <= 2000 AND cardinality(offering_ids) <= 200);

-- Checks are counted as well: one at a time, and so many in an hour.
ALTER TABLE provisioning_pace
    ADD COLUMN checking_until  timestamptz,
    ADD COLUMN check_window_at timestamptz,
    ADD COLUMN window_checks   integer NOT NULL DEFAULT 0,
    ADD CONSTRAINT provisioning_pace_counts CHECK (failures >= 0 AND window_calls >= 0 AND window_checks >= 0);

COMMENT ON COLUMN provisioning_call.url IS 'the address of the endpoint then, below which it was called';
COMMENT ON COLUMN provisioning_pace.checking_until IS 'until when a check is taken to be under way; null where none is';
