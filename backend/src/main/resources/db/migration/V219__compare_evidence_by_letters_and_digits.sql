-- A number is compared by its letters and digits alone: signs that nobody sees in it, and how it is punctuated, make no other
-- number of it. Width and case are gone from what is stored already. Among the signs are two letters that fill a place and show nothing.
CREATE FUNCTION pg_temp.comparable(number text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT regexp_replace(number COLLATE "C",
        '[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00A9\u00AB-\u00B1\u00B4\u00B6-\u00B8\u00BB\u00BF'
            || '\u00D7\u00F7\u02C2-\u02C5\u02D2-\u02DF\u02E5-\u02EB\u02ED\u02EF-\u036F\u0375\u037E\u0384-\u0385'
            || '\u0387\u03F6\u0482-\u0489\u055A-\u055F\u0589-\u058F\u0600-\u061F\u115F-\u1160\u1800-\u180F'
            || '\u2000-\u206F\u207A-\u207E\u208A-\u208E\u20A0-\u2101\u2103-\u2106\u2108-\u2109\u2114\u2116-\u2118'
            || '\u211E-\u2123\u2125\u2127\u2129\u212E\u213A-\u213B\u2140-\u2144\u214A-\u214D\u214F\u218A-\u244A'
            || '\u249C-\u24E9\u2500-\u2775\u2794-\u2BFF\u2CE5-\u2CEA\u2CEF-\u2CF1\u2CF9-\u2CFC\u2CFE-\u2CFF'
            || '\u2D70-\u2D7F\u2DE0-\u2E2E\u2E30-\u3004\u3008-\u3020\u302A-\u3030\u3036-\u3037\u303D-\u303F'
            || '\u3099-\u309C\u30A0\u30FB\uE000-\uF8FF\uFE00-\uFE6B\uFEFF-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40'
            || '\uFF5B-\uFF65\uFFE0-\uFFFD\U0001F000-\U0001F0F5\U0001F10D-\U0001FAF6\U000E0001-\U000E01EF]',
        '', 'g')
$$;

INSERT INTO application_evidence AS e (number, kind, issuer_id, application_id, recorded_at)
SELECT pg_temp.comparable(number), kind, issuer_id, application_id, min(recorded_at)
FROM application_evidence
WHERE pg_temp.comparable(number) NOT IN (number, '')
GROUP BY 1, 2, 3, 4
ON CONFLICT ON CONSTRAINT application_evidence_pk DO UPDATE SET recorded_at = least(e.recorded_at, excluded.recorded_at);

DELETE FROM application_evidence WHERE number <> pg_temp.comparable(number);

DROP FUNCTION pg_temp.comparable(text);
