-- Tables of adoption.
-- What providers say in bulk may come as a file of rows too: its job is that of the sheet import of the same id, and of
-- its lines their results alone are kept here.
ALTER TABLE adoption_import DROP CONSTRAINT adoption_import_format_known;
ALTER TABLE adoption_import ADD CONSTRAINT adoption_import_format_known CHECK (format IN ('NDJSON', 'CSV', 'SHEET'));
