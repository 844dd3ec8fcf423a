// Adoption: a million records of a hundred thousand enterprises, the platform killed meanwhile; figures against a recount of
// the records in ten thousand snapshots; and how long dashboards take then.
import { closeSync, createReadStream, openSync, statSync, writeSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Tokens, send } from './http.mjs';
import { startReading } from './latency.mjs';
import { memoryOf } from './machine.mjs';
import { Random } from './random.mjs';
import { Sheets } from './sheets.mjs';

const CREDIT_CODE = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Services of which some make an enterprise deeply connected, and some do not. */
const CATEGORIES = ['S-2', 'S-3', 'S-4', 'P-1', 'D-1'];
/** As many say something of the same enterprise, each under a contract of its own. */
const CONTRACTS = 10;
const DAY = 86_400_000;
/** Counties have ten working days, and so have enterprises. */
const DAYS_UNTIL_DUE = 25;
const AT_ONCE = 8;
const LOOK_MILLIS = 500;
const PATIENCE_MILLIS = 3_600_000;
/** A check of figures that goes over a whole import takes its time: one in so many does. */
const WHOLE_EVERY = 500;
/** Of credit codes, those that one check looks at have this many characters in common; the last of them are counted on. */
const CHECKED_TOGETHER = 16;
const READS = { rate: 20, seconds: 6 };
const KIND = 'ADOPTIONS';
const FORMATS = ['XLSX', 'CSV_UTF_8', 'NDJSON'];
const DOOR_ROWS = 100_000;

export class Adoption {
    #tokens;

    /**
     * @param folder where the generator of reads is
     * @param adoptions records
     * @param checks of figures, while counties accept and records begin to count
     */
    constructor(platform, folder, { adoptions, checks }) {
        this.platform = platform;
        this.folder = folder;
        this.records = adoptions;
        this.checks = checks;
        this.#tokens = new Tokens(platform.base);
    }

    async measure() {
        const { data } = await this.#answered(null, { method: 'GET', path: '/api/v1/regions' });
        const counties = data.map(({ code }) => code).filter((code) => /^34\d{4}$/.test(code) && !code.endsWith('00'));
        const file = this.#corpus(counties);
        const imported = await this.#import(file);
        console.log(`  ${this.records} records: ${Math.round(imported.perSecond)}/s with a kill between, ${imported.results} results`);
        // Everything of the counties is overdue then, and those above them may act.
        await this.#goOn(DAYS_UNTIL_DUE);
        const checking = this.#check();
        const began = performance.now();
        const accepted = await this.#accept(imported.id);
        const counting = await this.#counted(imported.id);
        const countedSeconds = (performance.now() - began) / 1000;
        const checked = await checking;
        console.log(`  ${accepted} batches accepted, all counts after ${Math.round(countedSeconds)} s; ${checked.checks} checks, ${checked.wrong} wrong`);
        const figures = await this.#figures(counting);
        const reads = await this.#reads();
        const sheets = await this.#sheets(counties);
        const result = { ...imported, batches: accepted, countedSeconds, enterprises: counting, ...checked, ...figures, reads, sheets };
        if (checked.wrong > 0) {
            throw new Error(`${checked.wrong} figures were not what a recount in the same snapshot says: ${checked.told}`);
        }
        return result;
    }

    /** Enterprises all over the province, each of which has as many contracts; another order than that of enterprises. */
    #corpus(counties) {
        const random = new Random('adoption');
        const file = path.join(this.platform.output, 'adoptions.ndjson');
        const output = openSync(file, 'w');
        const enterprises = Math.ceil(this.records / CONTRACTS);
        const homes = Array.from({ length: enterprises }, () => counties[Math.floor(random.share() * counties.length)]);
        let lines = [];
        for (let n = 0; n < this.records; n++) {
            const enterprise = n % enterprises;
            const contract = Math.floor(n / enterprises);
            lines.push(JSON.stringify(recordOf(enterprise, contract, homes[enterprise])));
            if (lines.length === 10_000) {
                writeSync(output, `${lines.join('\n')}\n`);
                lines = [];
            }
        }
        writeSync(output, lines.map((line) => `${line}\n`).join(''));
        closeSync(output);
        return file;
    }

    async #import(file) {
        const { pid } = this.platform;
        const idle = memoryOf(pid);
        const began = performance.now();
        const id = await this.#upload(file);
        const uploadSeconds = (performance.now() - began) / 1000;
        await this.#until(id, ({ done }) => done > this.records / 3);
        await this.platform.kill();
        await this.platform.start();
        const { counts } = await this.#until(id, ({ state }) => state === 'SUCCEEDED');
        const seconds = (performance.now() - began) / 1000;
        if (counts.created !== this.records) {
            throw new Error(`of ${this.records} records ${JSON.stringify(counts)} came`);
        }
        const before = memoryOf(this.platform.pid);
        const results = await this.#results(id);
        if (results !== this.records) {
            throw new Error(`of ${this.records} records ${results} results came`);
        }
        return {
            id,
            records: this.records,
            uploadSeconds,
            seconds,
            perSecond: this.records / seconds,
            results,
            memory: { idle, beforeResults: before, afterResults: memoryOf(this.platform.pid) },
        };
    }

    async #upload(file) {
        const token = await this.#tokens.get('platform-client');
        return new Promise((resolve, reject) => {
            const request = http.request(
                `${this.platform.base}/api/v1/adoption-imports`,
                {
                    method: 'POST',
                    headers: {
                        Authorization: `Bearer ${token}`,
                        'Content-Type': 'application/x-ndjson',
                        'Content-Length': statSync(file).size,
                        'Idempotency-Key': 'benchmark-adoption',
                    },
                },
                (response) => {
                    let text = '';
                    response.on('data', (data) => (text += data));
                    response.on('end', () =>
                        response.statusCode === 202
                            ? resolve(JSON.parse(text).id)
                            : reject(new Error(`import refused: ${response.statusCode} ${text}`)),
                    );
                },
            );
            request.on('error', reject);
            createReadStream(file).pipe(request);
        });
    }

    async #until(id, isSo) {
        const end = Date.now() + PATIENCE_MILLIS;
        while (Date.now() < end) {
            const status = await this.#answered('platform-client', { method: 'GET', path: `/api/v1/adoption-imports/${id}` });
            if (isSo(status)) {
                return status;
            }
            if (['FAILED', 'CANCELLED'].includes(status.state)) {
                throw new Error(`import ${id}: ${status.state} at ${status.done} of ${status.total}`);
            }
            await sleep(LOOK_MILLIS);
        }
        throw new Error(`import ${id} does not end`);
    }

    /** How many lines there are in the results, which are nowhere as a whole. */
    async #results(id) {
        const answer = await fetch(`${this.platform.base}/api/v1/adoption-imports/${id}/results`, {
            headers: { Authorization: `Bearer ${await this.#tokens.get('platform-client')}` },
        });
        let lines = 0;
        for await (const part of answer.body) {
            for (const byte of part) {
                lines += byte === 10 ? 1 : 0;
            }
        }
        return lines;
    }

    async #goOn(days) {
        await this.platform.kill();
        await this.platform.moveClock(days * DAY);
        await this.platform.start();
        this.#tokens = new Tokens(this.platform.base);
    }

    /** One person of the province looks at all that was drawn, another accepts. */
    async #accept(importId) {
        const batches = await this.#all(`/api/v1/adoption-batches?importId=${importId}`);
        const waiting = [...batches];
        const work = async () => {
            for (let batch = waiting.pop(); batch; batch = waiting.pop()) {
                const sample = await this.#answered('province', { method: 'GET', path: `/api/v1/adoption-batches/${batch.id}/sample` });
                for (const { record } of sample.data) {
                    await this.#answered('province', {
                        path: `/api/v1/adoption-batches/${batch.id}/inspections`,
                        headers: { 'Idempotency-Key': `look-${record.id}` },
                        body: JSON.stringify({ recordId: record.id, finding: 'CONFIRMED', note: '电话核实' }),
                    });
                }
                await this.#answered('province2', {
                    path: `/api/v1/adoption-imports/${importId}/acceptances`,
                    headers: { 'Idempotency-Key': `accept-${batch.id}` },
                    body: JSON.stringify({ regionCode: batch.regionCode, reason: '抽查核实无误' }),
                });
            }
        };
        await Promise.all(Array.from({ length: AT_ONCE }, work));
        return batches.length;
    }

    async #all(address) {
        const all = [];
        let cursor = '';
        do {
            const { data, page } = await this.#answered('province', { method: 'GET', path: `${address}&limit=200${cursor}` });
            all.push(...data);
            cursor = page.hasMore ? `&cursor=${encodeURIComponent(page.nextCursor)}` : null;
        } while (cursor !== null);
        return all;
    }

    /** Waits until every record counts; how many enterprises that makes. */
    async #counted(importId) {
        const end = Date.now() + PATIENCE_MILLIS;
        while (Date.now() < end) {
            const [[open, enterprises]] = await this.platform.sql(`
                SELECT (SELECT count(*) FROM (SELECT FROM adoption_record WHERE import_id = '${importId}' AND status <> 'COUNTED' LIMIT 1) x),
                    (SELECT count(*) FROM adopted_enterprise WHERE status = 'ADOPTED')`);
            if (Number(open) === 0) {
                return Number(enterprises);
            }
            await sleep(4 * LOOK_MILLIS);
        }
        throw new Error('not every record counts');
    }

    /** Each check is one statement, hence one snapshot: what is stored as a figure, and what the rows come to in it. */
    async #check() {
        const random = new Random('adoption checks');
        const prefixes = await this.platform.sql(
            `SELECT DISTINCT left(credit_code, ${CHECKED_TOGETHER}) FROM adoption_record ORDER BY 1`,
        );
        let wrong = 0;
        let checks = 0;
        const told = [];
        const each = 200;
        while (checks < this.checks) {
            const statements = Array.from({ length: each }, (_, n) =>
                (checks + n) % WHOLE_EVERY === 0
                    ? WHOLE_IMPORTS
                    : n % 2 === 0
                      ? someEnterprises(prefixes[Math.floor(random.share() * prefixes.length)][0])
                      : ONE_BATCH,
            );
            const found = (await this.platform.sql(statements.join(''))).filter(([text]) => text !== undefined && text !== '');
            wrong += found.length;
            told.push(...found.slice(0, 5).map((row) => row.join(' ')));
            checks += each;
        }
        return { checks, wrong, told: told.slice(0, 5).join('; ') };
    }

    /** The figures of everybody's page are those of the records, once they were counted anew. */
    async #figures(enterprises) {
        const began = performance.now();
        const counts = await this.#answered(null, { method: 'GET', path: '/api/v1/adoption-counts' });
        if (counts.adopted !== enterprises) {
            throw new Error(`${enterprises} enterprises count, and ${counts.adopted} are told`);
        }
        const end = Date.now() + PATIENCE_MILLIS;
        while (Date.now() < end) {
            const told = await this.#answered(null, {
                method: 'GET',
                path: '/api/v1/indicators/CLOUD_ENTERPRISES/observations?level=PROVINCE',
            });
            if (told.observations.at(-1)?.value === enterprises) {
                return { recountedSeconds: (performance.now() - began) / 1000 };
            }
            await sleep(4 * LOOK_MILLIS);
            if (performance.now() - began > 60_000 && !this.hasGoneOn) {
                // The next recount is due tomorrow.
                this.hasGoneOn = true;
                await this.#goOn(1);
            }
        }
        throw new Error('the indicators do not say how many enterprises count');
    }

    async #reads() {
        const authorization = `Bearer ${await this.#tokens.get('province')}`;
        const reads = [];
        for (const address of READ) {
            const stop = await startReading(this.platform, this.folder, { paths: [address], rate: READS.rate, authorization });
            await sleep(READS.seconds * 1000);
            const { p50Ms, p95Ms, p99Ms, maxMs, requests } = await stop();
            reads.push({ address, requests, p50Ms, p95Ms, p99Ms, maxMs });
            console.log(`  ${address}: p50 ${p50Ms}, p95 ${p95Ms}, p99 ${p99Ms} ms`);
        }
        return reads;
    }

    /** All that is on record as files, and contracts that nobody has reported yet by a workbook. */
    async #sheets(counties) {
        const sheets = new Sheets(this.platform);
        const exports = [];
        for (const format of FORMATS) {
            const file = await sheets.export('platform', KIND, undefined, format);
            console.log(
                `  ${file.rows} records as ${format}: ${Math.round(file.seconds)} s, ${Math.round(file.bytes / 2 ** 20)} MiB,` +
                    ` platform at most ${file.memory.mostMiB} MiB`,
            );
            exports.push(file);
        }
        const { data: kinds } = await this.#answered('platform', { method: 'GET', path: '/api/v1/sheet-kinds' });
        const { columns } = kinds.find(({ code }) => code === KIND);
        const number = Math.min(DOOR_ROWS, this.records);
        const rows = Array.from({ length: number }, (_, n) => {
            const line = recordOf(n, 'door', counties[n % counties.length]);
            return columns.map(({ name }) => line[name] ?? '');
        });
        const door = await sheets.door('platform', KIND, undefined, [columns.map(({ title }) => title), ...rows]);
        const { created } = door.first.counts;
        const { unchanged } = door.again.counts;
        console.log(
            `  ${number} rows of a workbook: ${Math.round(door.first.seconds)} s, again ${Math.round(door.again.seconds)} s,` +
                ` platform at most ${Math.max(door.first.memory.mostMiB, door.again.memory.mostMiB)} MiB`,
        );
        if (created !== number || unchanged !== number) {
            throw new Error(`of ${number} rows ${JSON.stringify(door.first.counts)} came, and again ${JSON.stringify(door.again.counts)}`);
        }
        return { exports, door: { rows: number, ...door } };
    }

    async #answered(caller, { method = 'POST', path: at, headers = {}, body }) {
        const authorization = caller === null ? {} : { Authorization: `Bearer ${await this.#tokens.get(caller)}` };
        const answer = await send(this.platform.base, { method, path: at, headers: { ...authorization, ...headers }, body });
        if (![200, 201].includes(answer.status)) {
            throw new Error(`${method} ${at}: ${answer.status ?? answer.failure} ${answer.body ?? ''}`);
        }
        return JSON.parse(answer.body);
    }
}

/** What the pages of a province, a city and a county ask. */
const READ = [
    '/api/v1/dashboards/340000',
    '/api/v1/dashboards/340100',
    '/api/v1/dashboards/340123',
    '/api/v1/statistics',
    '/api/v1/adoption-counts',
    '/api/v1/adoption-counts?unit=340100',
    '/api/v1/indicators/CLOUD_ENTERPRISES/observations?level=COUNTY',
    '/api/v1/adopted-enterprises?limit=20',
    '/api/v1/adopted-enterprises?limit=20&level=DEEP&region=340100',
    '/api/v1/adoption-records?limit=20',
    '/api/v1/adoption-batches?limit=20',
];

const WHOLE_IMPORTS = `SELECT 'import', i.id, i.created_count, r.n FROM adoption_import i
    CROSS JOIN LATERAL (SELECT count(*) AS n FROM adoption_record WHERE import_id = i.id) r
    WHERE NOT i.validate_only AND i.created_count <> r.n;
`;

const ONE_BATCH = `SELECT 'batch', b.id, b.record_count, r.n, b.inspected, s.n FROM (
        SELECT * FROM adoption_batch WHERE id >= gen_random_uuid() ORDER BY id LIMIT 1) b
    CROSS JOIN LATERAL (SELECT count(*) AS n FROM adoption_record WHERE batch_id = b.id) r
    CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE finding IS NOT NULL) AS n FROM adoption_sample WHERE batch_id = b.id) s
    WHERE b.record_count <> r.n OR b.inspected <> s.n;
`;

function someEnterprises(prefix) {
    return `SELECT 'enterprise', c.credit_code, e.records, c.records, e.providers, c.providers FROM (
        SELECT credit_code, count(*) AS records, count(DISTINCT provider_code) AS providers FROM adoption_record
        WHERE credit_code >= '${prefix}' AND credit_code < '${prefix}' || 'Z' AND status = 'COUNTED' GROUP BY credit_code) c
    LEFT JOIN adopted_enterprise e ON e.credit_code = c.credit_code
    WHERE (e.records, e.providers) IS DISTINCT FROM (c.records, c.providers);
`;
}

/** What a provider says of an enterprise: a line of an import, and the cells of a row. */
function recordOf(enterprise, contract, regionCode) {
    const today = Date.now();
    return {
        creditCode: creditCode(regionCode, enterprise),
        name: `规模测量企业${enterprise}有限公司`,
        regionCode,
        categoryCode: CATEGORIES[(enterprise + (Number(contract) || 0)) % CATEGORIES.length],
        contractNumber: `GM-${enterprise}-${contract}`,
        signedOn: dayOf(today - 200 * DAY),
        startsOn: dayOf(today - 190 * DAY),
        lastUsedOn: dayOf(today - DAY),
    };
}

/** Of GB 32100-2015, its check character included. */
function creditCode(region, n) {
    const body = `91${region}${String(n).padStart(9, '0')}`;
    const sum = [...body].reduce((so, character, i) => so + CREDIT_CODE.indexOf(character) * (3 ** i % 31), 0);
    return body + CREDIT_CODE[(31 - (sum % 31)) % 31];
}

function dayOf(millis) {
    return new Date(millis).toISOString().slice(0, 10);
}
