-- When an offering was public.
CREATE INDEX offering_change_of_offering ON offering_change (offering_id) WHERE change <> 'UPDATED';
