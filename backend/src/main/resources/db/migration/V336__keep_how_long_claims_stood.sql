-- Tables of settlement.
-- The reporting unit in which a region counts: Susong and Guangde (old and new code) for themselves, else its city.
CREATE FUNCTION claim_unit(region text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
    CASE WHEN region = '340826' THEN region WHEN region IN ('341822', '341882') THEN '341822' ELSE left(region, 4) || '00' END;

-- The stages of claims by their steps. What ran is pairs of days: behind the first, up to the second, nothing kept anybody from
-- what followed; the last of one that still runs is infinity. A freeze outlasts the moves that are possible in it, but for the end.
CREATE VIEW claim_standing AS
WITH step AS (
    SELECT claim_id, id, status, at, lead(at) OVER one AS until,
        count(*) FILTER (WHERE move NOT IN ('PAUSE', 'RESUME')) OVER one AS stage,
        count(*) FILTER (WHERE move NOT IN ('PAUSE', 'RESUME')) OVER (PARTITION BY claim_id) AS stages,
        coalesce(max(id::text) FILTER (WHERE move = 'PAUSE') OVER one > coalesce(max(id::text) FILTER (WHERE move = 'RESUME'
            OR status IN ('PAID', 'REJECTED', 'WITHDRAWN')) OVER one, ''), false) AS is_paused
    FROM claim_step WHERE move NOT IN ('OVERDUE', 'LOWER')
    WINDOW one AS (PARTITION BY claim_id ORDER BY id)
)
SELECT claim_id, stage, stages, (array_agg(id ORDER BY id))[1] AS entry_id, (array_agg(status ORDER BY id))[1] AS status,
    CASE WHEN stage < stages THEN max(until) END AS left_at,
    coalesce(array_agg(day ORDER BY id, nth) FILTER (WHERE NOT is_paused), '{}') AS ran
FROM step CROSS JOIN LATERAL (VALUES (1, (at AT TIME ZONE 'Asia/Shanghai')::date),
    (2, (coalesce(until, 'infinity') AT TIME ZONE 'Asia/Shanghai' - interval '1 microsecond')::date)) AS bound (nth, day)
GROUP BY claim_id, stage, stages;

-- A stage that a claim has left, for the public times: only added to, in the unit of work that leaves it.
CREATE TABLE claim_stage (
    entry_id  uuid        NOT NULL,
    claim_id  uuid        NOT NULL,
    status    text        NOT NULL,
    unit_code text        NOT NULL,
    left_at   timestamptz NOT NULL,
    ran       date[]      NOT NULL,
    CONSTRAINT claim_stage_pk PRIMARY KEY (entry_id),
    CONSTRAINT claim_stage_claim_fk FOREIGN KEY (claim_id) REFERENCES settlement_claim (id),
    CONSTRAINT claim_stage_ran CHECK (cardinality(ran) % 2 = 0)
);
CREATE INDEX claim_stage_left ON claim_stage (left_at);

INSERT INTO claim_stage (entry_id, claim_id, status, unit_code, left_at, ran)
SELECT v.entry_id, v.claim_id, v.status, claim_unit(c.region_code), v.left_at, v.ran
FROM claim_standing v JOIN settlement_claim c ON c.id = v.claim_id
WHERE v.left_at IS NOT NULL AND v.status NOT IN ('PAID', 'REJECTED', 'WITHDRAWN');

-- What is late and still open, told of or not.
CREATE INDEX settlement_claim_late ON settlement_claim (due_at) WHERE due_at IS NOT NULL;
