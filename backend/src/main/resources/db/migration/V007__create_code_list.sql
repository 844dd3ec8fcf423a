-- Small closed lists of codes with their names, for forms, filters and validation.
CREATE TABLE code_list (
    name text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    CONSTRAINT code_list_pk PRIMARY KEY (name),
    CONSTRAINT code_list_name_format CHECK (name ~ '^[a-z]+(-[a-z]+)*$')
);

CREATE TABLE code_list_item (
    list_name text NOT NULL,
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    sort integer NOT NULL,
    valid_from date,
    valid_to date,
    CONSTRAINT code_list_item_pk PRIMARY KEY (list_name, code),
    CONSTRAINT code_list_item_list_fk FOREIGN KEY (list_name) REFERENCES code_list (name),
    CONSTRAINT code_list_item_sort_unique UNIQUE (list_name, sort),
    CONSTRAINT code_list_item_code_format CHECK (code ~ '^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$'),
    CONSTRAINT code_list_item_validity_ordered CHECK (valid_from < valid_to)
);

COMMENT ON COLUMN code_list_item.valid_to IS 'First day on which the code may no longer be used for something new';
