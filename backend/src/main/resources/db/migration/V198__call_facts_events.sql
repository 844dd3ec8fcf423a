-- What has happened and is told is an event, here as in the contract.
ALTER TABLE fact RENAME TO event;
ALTER TABLE fact_head RENAME TO event_head;
ALTER TABLE offering_change RENAME COLUMN fact_id TO event_id;
ALTER TABLE notification RENAME COLUMN fact_id TO event_id;
