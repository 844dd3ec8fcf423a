-- What waits for its batch is looked for in every round, so what waits for none is not among it.
DROP INDEX adoption_record_of_import;
CREATE INDEX adoption_record_of_import ON adoption_record (import_id, region_code, id)
    WHERE import_id IS NOT NULL AND batch_id IS NULL AND status IN ('PENDING', 'OBJECTED', 'COUNTED');
