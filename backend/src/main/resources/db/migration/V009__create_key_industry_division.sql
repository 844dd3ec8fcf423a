-- Which GB/T 4754 divisions count as a key industry of the plan. The plan names the industries only; the divisions are our
-- working mapping: the divisions that the industry fills for the most part.
CREATE TABLE key_industry_division (
    key_industry text NOT NULL,
    division_code text NOT NULL,
    CONSTRAINT key_industry_division_pk PRIMARY KEY (key_industry, division_code),
    CONSTRAINT key_industry_division_division_fk FOREIGN KEY (division_code) REFERENCES industry (code)
);

INSERT INTO key_industry_division (key_industry, division_code) VALUES
    ('AUTOMOTIVE', '36'),
    ('ELECTRONICS', '39'),
    ('HOME_APPLIANCES', '38'),
    ('TEXTILES_CLOTHING', '17'),
    ('TEXTILES_CLOTHING', '18'),
    ('STEEL', '31');
