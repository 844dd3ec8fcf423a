-- Tables of trade.
-- What the provider says it has done of what was ordered waits for an authority of the enterprise. What was on record as done
-- before does so too.
ALTER TABLE order_complaint
    ADD COLUMN confirmed_by uuid,
    ADD COLUMN confirmed_at timestamptz,
    ADD CONSTRAINT order_complaint_confirmed_whole CHECK (num_nonnulls(confirmed_by, confirmed_at) IN (0, 2)
        AND (confirmed_at IS NULL OR done IS NOT NULL));

-- A complaint that was handed over to an incident is handed back when that is dismissed.
CREATE INDEX order_complaint_of_incident ON order_complaint (incident_id) WHERE incident_id IS NOT NULL;

UPDATE order_complaint c SET incident_id = NULL, incident_at = NULL, ruled_out_at = NULL
FROM security_incident i WHERE i.id = c.incident_id AND i.status = 'DISMISSED';
