// Programmes with money and vouchers, written by SQL as the platform would have left them: ledger and rows agree.
import { createHash } from 'node:crypto';

const ROWS_AT_ONCE = 1_000;
const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Organisations and accounts of the demo, by the name that people sign in with, and its API clients. */
export const CALLERS = {
    enterprise: { id: demo(0x209), organization: demo(0x103), region: '340123', authority: 'hefei' },
    enterprise2: { id: demo(0x20a), organization: demo(0x104), region: '341822', authority: 'province' },
    platform: { id: demo(0x20b), provider: 'platform' },
    application: { id: demo(0x20c), provider: 'application' },
    'platform-client': { id: demo(0x301), provider: 'platform', secret: 'platform-secret' },
    'application-client': { id: demo(0x302), provider: 'application', secret: 'application-secret' },
    province: { id: demo(0x201) },
    finance: { id: demo(0x202) },
    finance2: { id: demo(0x203) },
    auditor: { id: demo(0x204) },
    hefei: { id: demo(0x206) },
    feixi: { id: demo(0x207) },
    province2: { id: demo(0x20d) },
};
export const PROVIDERS = { platform: demo(0x101), application: demo(0x102) };
const OWNER = demo(0x105);
const PROPOSED_BY = demo(0x201);
const APPROVED_BY = demo(0x202);

function demo(number) {
    return `01900000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** What the budgets of both enterprises have above them, from the top. */
const POOL = '340000';
const REGIONS_ABOVE = { enterprise: [POOL, '340100'], enterprise2: [POOL] };
const FREE_FEN = 1_000_000;
/** What those are called who are added to the enterprises of the demo. */
export const ENTERPRISE_NAME = '压力测试企业';

const clause = (value) => ({ value, clause: '第一条' });
const RULES = {
    document: { title: '云服务券压力测试办法', number: '测试〔2018〕1号', issuedOn: '2018-01-01' },
    payee: clause('PROVIDER'),
    subsidyBase: clause('EX_TAX'),
    contractTiming: clause('ALLOWED'),
    contractsFrom: clause('2018-01-01'),
    contractsUntil: clause('2099-12-31'),
    individualsAllowed: clause(false),
    sizes: clause(['MEDIUM', 'SMALL', 'MICRO']),
    industries: clause(['C', 'B']),
    minAgeDays: clause(365),
    minRevenueFen: clause(0),
    providersExcluded: clause(true),
    violationLookbackYears: clause(5),
    ratios: clause({ SAAS: '0.6', IAAS: '0.4', PAAS: '0.6' }),
    annualCapFen: clause(5000000),
    orderCapFen: clause(3000000),
    minFaceFen: clause(10000),
    validityMonths: clause(12),
    validUntil: clause('2099-12-31'),
    acceptDays: clause(30),
    stackingAllowed: clause(false),
    platformCeilingFen: clause(800000000),
    otherCeilingFen: clause(500000000),
    carryOver: clause(true),
    noticeWorkingDays: clause(5),
    reviewWorkingDays: clause(5),
    correctionWorkingDays: clause(10),
    sampleShare: clause('0.05'),
    splitThresholdFen: clause(2000000),
};

/**
 * Opens programmes, each with a pool, a budget for each of the two enterprises and what lies between, and issues vouchers
 * from them in turn.
 *
 * @param faceFen what the nth voucher is worth
 * @param validSeconds how long the nth is valid from now on
 * @param voucherId which id the nth gets; by chance when absent
 * @param freeFen what each budget has beside the vouchers
 * @param rules that are other than usual; null for one that is not in force
 * @param holderOf whose the nth is among the enterprises of its holder's region; the holder's when absent
 * @return the vouchers in order: their ids, the name of the enterprise that has them, the programme and its budget
 */
export async function fund(
    platform,
    random,
    { programmes, vouchers, faceFen, validSeconds, voucherId = () => random.uuid(), freeFen = FREE_FEN, rules = {}, holderOf = null },
) {
    // In the past, so that whatever the platform does with them is later.
    const clock = new Ledger(Date.now() - 3_600_000);
    const funds = Array.from({ length: programmes }, () => {
        const id = random.uuid();
        return ['enterprise', 'enterprise2'].map((holder) => ({ programme: id, id: random.uuid(), holder, faces: 0, count: 0 }));
    });
    const ruleText = JSON.stringify(
        Object.fromEntries(
            Object.entries({ ...RULES, ...rules })
                .filter(([, value]) => value !== null)
                .map(([name, value]) => [name, value.clause || name === 'document' ? value : clause(value)]),
        ),
    );
    const issued = Array.from({ length: vouchers }, (_, n) => {
        const of = funds[n % programmes];
        const own = holderOf?.(n) ?? null;
        const budget = own === null ? of[Math.floor(n / programmes) % of.length] : of[0];
        const voucher = {
            id: voucherId(n),
            holder: own ?? budget.holder,
            budget,
            index: of[0].count + of[1].count,
            code: random.text(CODE_ALPHABET, 13).replace(/(.{4})(?=.)/g, '$1-'),
            face: faceFen(n),
            seconds: validSeconds(n),
        };
        budget.faces += voucher.face;
        budget.count++;
        return voucher;
    });
    const statements = funds.flatMap((budgets) => programme(clock, random, budgets, freeFen, ruleText));
    statements.push(...vouchersOf(clock, issued));
    await platform.sql(`BEGIN;\n${statements.join(';\n')};\nCOMMIT;\n`);
    return issued.map(({ id, holder, budget, face }) => ({
        id,
        holder,
        face,
        programme: budget.programme,
        budget: budget.id,
    }));
}

/**
 * Certified enterprises in the county of the demo's first one, each with somebody who signs in with the same password. They
 * are callers from then on.
 *
 * @return their names as callers
 */
export async function addApplicants(platform, random, count) {
    const { id: pattern, region, authority } = CALLERS.enterprise;
    const names = Array.from({ length: count }, (_, n) => `applicant-${n}`);
    const rows = names.map((name, n) => {
        CALLERS[name] = { id: random.uuid(), organization: random.uuid(), region, authority };
        return `('${CALLERS[name].organization}'::uuid, '${CALLERS[name].id}'::uuid, '${name}', ${n})`;
    });
    await platform.sql(`BEGIN;
        CREATE TEMPORARY TABLE applicant (organization, account, name, n) AS VALUES ${rows.join(',\n')};
        INSERT INTO organization (id, credit_code, kind, name_zh, region_code, created_at, updated_at, certification_id,
            certified_at, certified_name_zh, certified_region_code, certified_industry_code, certified_size, certified_tags,
            certified_revenue_fen, certified_staff_count)
        SELECT organization, '91340123TTTTTT' || lpad(n::text, 4, '0'), 'ENTERPRISE', '${ENTERPRISE_NAME}', '${region}', now(), now(),
            organization, now(), '${ENTERPRISE_NAME}', '${region}', '34', 'SMALL', '{}', 25000000000, 100 FROM applicant;
        INSERT INTO account (id, username, display_name, password_hash, password_changed_at, roles, organization_id,
            organization_role, created_at)
        SELECT x.account, x.name, '压力测试', a.password_hash, now(), a.roles, x.organization, 'OWNER', now()
        FROM applicant x, account a WHERE a.id = '${pattern}';
        COMMIT;`);
    return names;
}

/** Transfers in the order in which they occur, a microsecond apart. */
class Ledger {
    #micros = 0;
    #start;

    constructor(start) {
        this.#start = start;
    }

    next() {
        const micros = this.#micros++;
        const whole = new Date(this.#start + Math.floor(micros / 1000)).toISOString().slice(0, -1);
        return `'${whole}${String(micros % 1000).padStart(3, '0')}Z'::timestamptz`;
    }
}

function programme(clock, random, budgets, freeFen, rules) {
    const id = budgets[0].programme;
    const hash = createHash('sha256').update(rules).digest('hex');
    const opened = clock.next();
    const statements = [
        `INSERT INTO programme (id, name_zh, funding_level, region_code, owner_organization_id, fiscal_year, status,
            opens_at, closes_at, rule_version, created_at, created_by, updated_at, updated_by)
         VALUES ('${id}', '压力测试项目', 'PROVINCE', '${POOL}', '${OWNER}', 2018, 'OPEN', ${opened},
            ${opened} + interval '10 years', 1, ${opened}, '${PROPOSED_BY}', ${opened}, '${PROPOSED_BY}')`,
        `INSERT INTO rule_version (programme_id, version, rules, content_hash, reason, created_at, created_by,
            approved_at, approved_by)
         VALUES ('${id}', 1, '${rules}', '${hash}', '压力测试', ${opened}, '${PROPOSED_BY}', ${opened}, '${APPROVED_BY}')`,
        `INSERT INTO ledger_head (programme_id) VALUES ('${id}')`,
        `INSERT INTO voucher_counter (programme_id, issued) VALUES ('${id}', ${budgets[0].count + budgets[1].count})`,
    ];
    const above = new Map();
    const budget = (budgetId, region, parent, free, issued, at) =>
        statements.push(
            `INSERT INTO budget (id, programme_id, region_code, parent_id, available_fen, issued_fen, moved_at)
             VALUES ('${budgetId}', '${id}', '${region}', ${parent ? `'${parent}'` : 'NULL'}, ${free}, ${issued}, ${at})`,
        );
    for (const { id: budgetId, holder, faces } of budgets) {
        const path = REGIONS_ABOVE[holder].map((region) => {
            const known = above.get(region);
            const made = known ?? random.uuid();
            above.set(region, made);
            return { region, id: made, isNew: !known };
        });
        path.push({ region: CALLERS[holder].region, id: budgetId, isNew: true });
        // As much for each new one on the way as it keeps, and all that those below it need.
        const needs = (from) => path.slice(from).reduce((sum, { isNew }) => sum + (isNew ? freeFen : 0), faces);
        const transfers = path.map(({ id: to }, i) =>
            i === 0
                ? transfer(clock, id, 'APPROPRIATION', ['TREASURY', id], ['BUDGET_AVAILABLE', to], needs(0), to)
                : transfer(
                      clock, id, 'ALLOCATION', ['BUDGET_AVAILABLE', path[i - 1].id], ['BUDGET_AVAILABLE', to], needs(i), to,
                  ),
        );
        if (faces > 0) {
            transfers.push(
                transfer(clock, id, 'COMMITMENT', ['BUDGET_AVAILABLE', budgetId], ['COMMITTED', budgetId], faces, budgetId),
            );
        }
        statements.push(...posted(transfers));
        path.forEach((each, i) => {
            if (each.isNew) {
                budget(each.id, each.region, path[i - 1]?.id, freeFen, each.id === budgetId ? faces : 0, transfers.at(-1).at);
            }
        });
    }
    return statements;
}

function vouchersOf(clock, issued) {
    const statements = [];
    for (let from = 0; from < issued.length; from += ROWS_AT_ONCE) {
        const some = issued.slice(from, from + ROWS_AT_ONCE);
        const transfers = some.map(({ id, budget, face }) =>
            transfer(clock, budget.programme, 'ISSUE', ['COMMITTED', budget.id], ['VOUCHER_AVAILABLE', id], face, id, id),
        );
        const rows = some.map(({ id, code, budget, holder, index, face, seconds }, i) => {
            const { region, organization } = CALLERS[holder];
            const { at } = transfers[i];
            return `('${id}', '${code}', '${budget.programme}', 1, '${budget.id}', '${region}', '${organization}',
                ${index}, ${face}, ${face}, ${at}, now() + interval '${seconds} seconds', ${at})`;
        });
        statements.push(
            `INSERT INTO voucher (id, code, programme_id, rule_version, budget_id, region_code, organization_id,
                status_index, face_fen, available_fen, issued_at, valid_until, moved_at) VALUES ${rows.join(',\n')}`,
            ...posted(transfers),
        );
    }
    return statements;
}

function transfer(clock, programmeId, cause, source, destination, amount, subject, voucher) {
    return { programmeId, cause, source, destination, amount, subject, voucher, at: clock.next() };
}

function posted(transfers) {
    const rows = transfers.map(
        ({ programmeId, cause, source, destination, amount, subject, voucher, at }) =>
            `(gen_random_uuid(), '${programmeId}'::uuid, '${cause}', '${source[0]}', '${source[1]}'::uuid,
                '${destination[0]}', '${destination[1]}'::uuid, ${amount}, '${subject}'::uuid,
                ${voucher ? `'${voucher}'::uuid` : 'NULL::uuid'}, ${at})`,
    );
    const columns =
        'id, programme_id, cause, source_kind, source_owner, destination_kind, destination_owner, amount_fen,' +
        ' subject_id, voucher_id, occurred_at';
    return [
        `WITH posted (${columns}) AS MATERIALIZED (VALUES ${rows.join(',\n')}),
            pending AS (INSERT INTO ledger_pending SELECT id, occurred_at FROM posted)
         INSERT INTO ledger_transfer (${columns}) SELECT * FROM posted`,
    ];
}

/**
 * Offerings that vouchers may pay for, with the name of who offers them and two plans at least that cost something a
 * period; in the same order in every database.
 */
export async function payableOfferings(platform) {
    const rows = await platform.sql(
        `SELECT o.id, p.organization_id, p.id, l.plans FROM offering o JOIN provider p ON p.id = o.provider_id
         JOIN offering_version v ON v.offering_id = o.id AND v.version = o.version
         CROSS JOIN LATERAL (SELECT json_agg(plan) AS plans, count(*)
            FROM jsonb_array_elements(v.content::jsonb -> 'plans') plan
            WHERE plan ->> 'model' = 'SUBSCRIPTION' AND (plan ->> 'amountFen')::bigint > 0) l
         WHERE o.status = 'PUBLISHED' AND o.voucher_eligible AND o.kind IN ('IAAS', 'PAAS', 'SAAS') AND l.count > 1
         AND p.organization_id IN ('${PROVIDERS.platform}', '${PROVIDERS.application}')
         ORDER BY p.organization_id, o.external_id`,
    );
    const offerings = rows.map(([id, organization, providerId, plans], index) => ({
        index,
        id,
        providerId,
        plans: JSON.parse(plans),
        provider: Object.keys(PROVIDERS).find((name) => PROVIDERS[name] === organization),
    }));
    if (offerings.length === 0) {
        throw new Error('the demo has no offering that a voucher may pay for');
    }
    return offerings;
}
