-- Tables of sheet.
-- What is on record can be had as lines of JSON; what is sent comes as a spreadsheet all the same.
ALTER TABLE sheet_export DROP CONSTRAINT sheet_export_format_known;
ALTER TABLE sheet_export ADD CONSTRAINT sheet_export_format_known
    CHECK (format IN ('XLSX', 'CSV_UTF_8', 'CSV_GB18030', 'NDJSON'));
