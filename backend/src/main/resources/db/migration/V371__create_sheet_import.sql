-- Tables of sheet.
-- A file of rows that somebody sent, and a file of what is on record that somebody asked for. Their progress is the job of the
-- same id. The caller is kept with the rights that it had: the job acts for it.
CREATE TABLE sheet_import (
    id              uuid        NOT NULL,
    kind            text        NOT NULL,
    organization_id uuid,
    caller_id       uuid        NOT NULL,
    caller          jsonb       NOT NULL,
    target_id       uuid,
    file_name       text        NOT NULL,
    format          text        NOT NULL,
    file_id         uuid        NOT NULL,
    sha256          text        NOT NULL,
    row_count       integer     NOT NULL,
    validate_only   boolean     NOT NULL,
    language        text        NOT NULL,
    created_count   integer     NOT NULL,
    updated_count   integer     NOT NULL,
    unchanged_count integer     NOT NULL,
    refused_count   integer     NOT NULL,
    result_id       uuid,
    created_at      timestamptz NOT NULL,
    CONSTRAINT sheet_import_pk PRIMARY KEY (id),
    CONSTRAINT sheet_import_format_known CHECK (format IN ('XLSX', 'CSV_UTF_8', 'CSV_GB18030')),
    CONSTRAINT sheet_import_language_known CHECK (language IN ('ZH', 'EN')),
    CONSTRAINT sheet_import_rows CHECK (row_count BETWEEN 1 AND 200000),
    CONSTRAINT sheet_import_counted
        CHECK (created_count + updated_count + unchanged_count + refused_count BETWEEN 0 AND row_count)
) WITH (fillfactor = 50);
CREATE INDEX sheet_import_of_organization ON sheet_import (organization_id, id);
CREATE INDEX sheet_import_of_caller ON sheet_import (caller_id, id);

-- What became of some rows that follow one another, a line of JSON each.
CREATE TABLE sheet_import_result (
    import_id uuid    NOT NULL,
    last_row  integer NOT NULL,
    results   text    NOT NULL,
    CONSTRAINT sheet_import_result_pk PRIMARY KEY (import_id, last_row),
    CONSTRAINT sheet_import_result_import_fk FOREIGN KEY (import_id) REFERENCES sheet_import (id)
);

CREATE TABLE sheet_export (
    id              uuid        NOT NULL,
    kind            text        NOT NULL,
    organization_id uuid,
    caller_id       uuid        NOT NULL,
    caller          jsonb       NOT NULL,
    target_id       uuid,
    format          text        NOT NULL,
    language        text        NOT NULL,
    row_count       integer     NOT NULL,
    is_cut_off      boolean     NOT NULL,
    file_id         uuid,
    created_at      timestamptz NOT NULL,
    CONSTRAINT sheet_export_pk PRIMARY KEY (id),
    CONSTRAINT sheet_export_format_known CHECK (format IN ('XLSX', 'CSV_UTF_8', 'CSV_GB18030')),
    CONSTRAINT sheet_export_language_known CHECK (language IN ('ZH', 'EN'))
);
CREATE INDEX sheet_export_of_caller ON sheet_export (caller_id, id);
