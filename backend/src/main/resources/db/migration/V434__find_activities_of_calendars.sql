-- Calendars have what is to come and what is over since a month at most.
CREATE INDEX activity_in_calendars ON activity (ends_at) WHERE status <> 'DRAFT';
