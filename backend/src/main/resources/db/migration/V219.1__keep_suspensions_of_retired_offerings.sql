-- That an authority has suspended an offering outlives what its provider does with it: retired and declared again, it is hidden
-- until an authority reinstates it.
ALTER TABLE offering ADD COLUMN suspended boolean NOT NULL DEFAULT false;

UPDATE offering o SET suspended = true
FROM (SELECT DISTINCT ON (offering_id, provider_id) offering_id, provider_id, change FROM offering_change
    WHERE change IN ('PUBLISHED', 'SUSPENDED', 'REINSTATED') ORDER BY offering_id, provider_id, revision DESC) AS last
WHERE o.status IN ('DRAFT', 'RETIRED') AND last.offering_id = o.id AND last.provider_id = o.provider_id
    AND last.change = 'SUSPENDED';

UPDATE offering SET suspended = true WHERE status = 'SUSPENDED';

ALTER TABLE offering ADD CONSTRAINT offering_suspension_hides CHECK (NOT suspended OR status <> 'PUBLISHED');
