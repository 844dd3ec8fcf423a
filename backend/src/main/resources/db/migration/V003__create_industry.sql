-- Sections and divisions of GB/T 4754.
CREATE TABLE industry (
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    level text NOT NULL,
    parent_code text,
    CONSTRAINT industry_pk PRIMARY KEY (code),
    CONSTRAINT industry_parent_fk FOREIGN KEY (parent_code) REFERENCES industry (code),
    CONSTRAINT industry_code_fits_level
        CHECK ((level = 'SECTION' AND code ~ '^[A-T]$' AND parent_code IS NULL)
            OR (level = 'DIVISION' AND code ~ '^[0-9]{2}$' AND parent_code IS NOT NULL))
);
