// The opening second: many submit applications for the money of one budget. And the day of the decision: all get their
// vouchers at once.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { compare, window } from './arms.mjs';
import { CALLERS, fund } from './funding.mjs';
import { Tokens, send } from './http.mjs';
import { pgbench } from './loads.mjs';
import { run } from './processes.mjs';
import { Random } from './random.mjs';

const CLIENTS = 64;
/** As many as the embedded database lets in beside the platform; one row serves one at a time, however many wait. */
const PGBENCH_CLIENTS = 32;
const BASE_FEN = 50_000;
const FACE_FEN = 30_000;
/** More than are submitted in a second; what is left over of a window stays a draft. */
const MAX_PER_SECOND = 2_500;
const ORGANIZATIONS = 5_000;
const PATIENCE_MILLIS = 900_000;
const PLENTY_FEN = 1_000_000_000_000;
/** Nothing that would keep an application from its money: not the rules are measured. */
const RULES = {
    annualCapFen: 10_000_000_000_000,
    platformCeilingFen: null,
    otherCeilingFen: null,
    acceptDays: null,
    noticeWorkingDays: 0,
    sampleShare: null,
    splitThresholdFen: null,
};
const REQUEST = JSON.stringify({
    acceptsLess: false,
    lines: [
        {
            contractDate: null, contractNumber: null, description: '云 ERP 年费', exTaxFen: BASE_FEN, inclTaxFen: BASE_FEN,
            layer: 'SAAS', offeringId: null, platformProvider: false, providerId: null,
        },
    ],
    otherFiscalMoney: false,
});
const CHECKED = '{"registeredOn":"2012-03-01","violations":[]}';

const LUA = `
local ids, next = {}, 0
for line in io.lines(os.getenv("BENCHMARK_PATHS")) do ids[#ids + 1] = line end
local headers = { Authorization = os.getenv("BENCHMARK_AUTHORIZATION"), ["Idempotency-Key"] = "" }
request = function()
    next = next + 1
    headers["Idempotency-Key"] = "benchmark-" .. ids[next]
    return wrk.format("POST", "/api/v1/voucher-applications/" .. ids[next] .. "/submissions", headers)
end
done = function(summary, latency)
    local e = summary.errors
    print(string.format('RESULT {"requests":%d,"micros":%d,"errors":%d,"p50":%g,"p99":%g}', summary.requests,
        summary.duration, e.connect + e.read + e.write + e.status + e.timeout, latency:percentile(50), latency:percentile(99)))
end
`;

export class Openings {
    constructor(platform, { rounds, seconds, issued }, warmUp) {
        this.platform = platform;
        this.rounds = rounds;
        this.seconds = seconds;
        this.issued = issued;
        this.warmUp = warmUp;
        this.tokens = new Tokens(platform.base);
    }

    /** Submissions by 64 clients beside what pgbench does to the same row, once bare and once with what belongs to it. */
    async measureIntake() {
        const { programme, budget } = await this.#programme('intake');
        let drafts;
        const prepare = async (arm) => {
            if (arm === 'ours') {
                drafts = await this.#drafts(programme, MAX_PER_SECOND * this.seconds);
            }
        };
        const ours = () => this.#submit(drafts);
        await this.warmUp(async () => {
            await prepare('ours');
            return ours();
        });
        const update = `UPDATE budget SET available_fen = available_fen - 1, committed_fen = committed_fen + 1, intake = intake + 1
            WHERE id = '${budget}' AND available_fen >= 1;\n`;
        // Without colons, which pgbench takes for variables.
        const text = `repeat('x', ${REQUEST.length})`;
        const whole = `BEGIN;
            INSERT INTO idempotency_record (caller_id, key, fingerprint, created_at, status, body)
                VALUES ('${CALLERS.enterprise.id}', CAST(gen_random_uuid() AS text), '-', now(), 200, ${text});
            ${update}
            WITH posted AS (INSERT INTO ledger_transfer (id, programme_id, cause, source_kind, source_owner, destination_kind,
                destination_owner, amount_fen, subject_id, occurred_at) VALUES (gen_random_uuid(), '${programme}', 'COMMITMENT',
                'BUDGET_AVAILABLE', '${budget}', 'COMMITTED', '${budget}', 1, '${budget}', now()) RETURNING id, occurred_at)
            INSERT INTO ledger_pending SELECT id, occurred_at FROM posted;
            INSERT INTO event (id, type, subject, organization_id, is_public, data, occurred_at) VALUES (gen_random_uuid(),
                'cn.dengyun.benchmark', '/', '${CALLERS.enterprise.organization}', false, ${text}, now());
            COMMIT;\n`;
        const theirs = (script) => () =>
            pgbench(this.platform, { scripts: [script], variables: {}, connections: PGBENCH_CLIENTS, seconds: this.seconds });
        const arms = { rounds: this.rounds, ours, prepare };
        return [
            await compare(this.platform, { ...arms, name: 'quota of one budget ÷ its row alone', theirs: theirs(update) }),
            await compare(this.platform, {
                ...arms,
                name: 'quota of one budget ÷ key, row, transfer and fact',
                theirs: theirs(whole),
            }),
        ];
    }

    /** All vouchers of one decision, from the request to the end of the job. */
    async measureIssue() {
        const { programme, budget } = await this.#programme('issue');
        const notice = await this.#noticed(programme, budget);
        const token = await this.tokens.get('province');
        const measured = await window(this.platform, async () => {
            const started = performance.now();
            const { status, body } = await send(this.platform.base, {
                path: `/api/v1/public-notices/${notice}/issues`,
                headers: { Authorization: `Bearer ${token}`, 'Idempotency-Key': `benchmark-${notice}` },
                body: JSON.stringify({ reason: '准予发放' }),
            });
            if (status !== 202) {
                throw new Error(`the issue was answered with ${status} ${body}`);
            }
            await this.#untilIssued(programme);
            return { operations: this.issued, seconds: (performance.now() - started) / 1000 };
        });
        return { vouchers: this.issued, ...measured };
    }

    async #programme(name) {
        const [made] = await fund(this.platform, new Random(name), {
            programmes: 1,
            vouchers: 1,
            faceFen: () => 1_000,
            validSeconds: () => 300 * 86_400,
            freeFen: PLENTY_FEN,
            rules: RULES,
        });
        return made;
    }

    async #drafts(programme, count) {
        const { organization, id, region } = CALLERS.enterprise;
        const rows = await this.platform.sql(`INSERT INTO voucher_application (id, programme_id, organization_id, region_code,
                status, request, created_at, created_by, updated_at)
            SELECT uuidv7(), '${programme}', '${organization}', '${region}', 'DRAFT', '${REQUEST}', now(), '${id}', now()
            FROM generate_series(1, ${count}) RETURNING id; VACUUM (ANALYZE) voucher_application;`);
        return rows.map(([draft]) => draft);
    }

    async #submit(drafts) {
        const file = path.join(this.platform.output, 'drafts.txt');
        const lua = path.join(this.platform.output, 'drafts.lua');
        writeFileSync(file, drafts.map((draft) => `${draft}\n`).join(''));
        writeFileSync(lua, LUA);
        const { printed } = await run(
            'wrk',
            ['-t1', `-c${CLIENTS}`, `-d${this.seconds}s`, '--timeout', '20s', '-s', lua, this.platform.base],
            { env: { BENCHMARK_PATHS: file, BENCHMARK_AUTHORIZATION: `Bearer ${await this.tokens.get('enterprise')}` } },
        );
        const result = JSON.parse(/RESULT (.*)/.exec(printed)[1]);
        if (result.errors > 0) {
            throw new Error(`wrk counted ${result.errors} errors of ${result.requests} submissions`);
        }
        return {
            operations: result.requests,
            seconds: result.micros / 1e6,
            latencyMs: { p50: result.p50 / 1000, p99: result.p99 / 1000 },
        };
    }

    /** A notice that is over, of applications of many enterprises, as the platform would have left them. */
    async #noticed(programme, budget) {
        const notice = new Random('notice', this.issued).uuid();
        const { region } = CALLERS.enterprise;
        const fen = this.issued * FACE_FEN;
        const publisher = CALLERS.hefei.id;
        await this.platform.sql(`BEGIN;
            CREATE TEMPORARY TABLE applicant AS SELECT uuidv7() AS id, n FROM generate_series(0, ${ORGANIZATIONS - 1}) n;
            INSERT INTO organization (id, credit_code, kind, name_zh, region_code, created_at, updated_at, certification_id,
                certified_at, certified_name_zh, certified_region_code, certified_industry_code, certified_size, certified_tags,
                certified_revenue_fen, certified_staff_count)
            SELECT id, '91340123BENCH' || lpad(n::text, 5, '0'), 'ENTERPRISE', '测量企业', '${region}', now(), now(), id, now(),
                '测量企业', '${region}', '34', 'SMALL', '{}', 25000000000, 100 FROM applicant;
            INSERT INTO public_notice (id, programme_id, region_code, title, reason, items, amount_fen, published_at,
                published_by, ends_at) VALUES ('${notice}', '${programme}', '${region}', '公示', '公示', ${this.issued}, ${fen},
                now() - interval '2 days', '${publisher}', now() - interval '1 day');
            INSERT INTO voucher_application (id, programme_id, organization_id, region_code, status, request, checked,
                rule_version, budget_id, sequence, submitted_at, entitled_fen, held_fen, stages, last_step_by, notice_id,
                created_at, created_by, updated_at)
            SELECT uuidv7(), '${programme}', p.id, '${region}', 'PUBLIC_NOTICE', '${REQUEST}', '${CHECKED}', 1, '${budget}', s.n,
                now(), ${FACE_FEN}, ${FACE_FEN}, '{COUNTY,CITY}', '${publisher}', '${notice}', now(), p.id, now()
            FROM generate_series(1, ${this.issued}) AS s (n) JOIN applicant p ON p.n = s.n % ${ORGANIZATIONS};
            UPDATE budget SET available_fen = available_fen - ${fen}, committed_fen = committed_fen + ${fen},
                intake = intake + ${this.issued}, moved_at = now() WHERE id = '${budget}';
            WITH posted AS (INSERT INTO ledger_transfer (id, programme_id, cause, source_kind, source_owner, destination_kind,
                destination_owner, amount_fen, subject_id, occurred_at) VALUES (gen_random_uuid(), '${programme}', 'COMMITMENT',
                'BUDGET_AVAILABLE', '${budget}', 'COMMITTED', '${budget}', ${fen}, '${notice}', now()) RETURNING id, occurred_at)
            INSERT INTO ledger_pending SELECT id, occurred_at FROM posted;
            COMMIT; VACUUM (ANALYZE) voucher_application; VACUUM (ANALYZE) organization;`);
        return notice;
    }

    async #untilIssued(programme) {
        for (const started = performance.now(); performance.now() - started < PATIENCE_MILLIS; await sleep(100)) {
            const [[isDone]] = await this.platform.sql(
                `SELECT count(*) > ${this.issued} FROM voucher WHERE programme_id = '${programme}'`,
            );
            if (isDone === 't') {
                return;
            }
        }
        throw new Error('not all vouchers were issued');
    }
}
