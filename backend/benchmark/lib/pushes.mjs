// Pushes, and what PostgreSQL alone takes for the same rows.
import { createReadStream, statSync, writeFileSync, openSync, closeSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from './processes.mjs';
import { constantsOf } from './statements.mjs';

const CORPUS_SEED = '2018';

/** A file of `count` made-up offerings, those from number `first` on. */
export async function corpus(platform, folder, first, count) {
    const file = path.join(platform.output, `offerings-${first}-${count}.ndjson`);
    const output = openSync(file, 'w');
    await run('java', [path.join(folder, 'OfferingCorpus.java'), String(count), CORPUS_SEED, String(first)], { output });
    closeSync(output);
    return { file, count };
}

/** Pushes a file and waits for its end; `onUploaded` is called when the platform has all lines. */
export async function push(platform, { file, count }, key, onUploaded = () => {}) {
    const created = await upload(platform, file, key);
    onUploaded();
    const started = Date.now();
    while (true) {
        const { body } = await platform.get(`/api/v1/catalogue-pushes/${created.id}`);
        if (body.state === 'SUCCEEDED') {
            return { operations: count, counts: body.counts };
        }
        if (body.state === 'FAILED' || body.state === 'CANCELLED' || Date.now() - started > 1_200_000) {
            throw new Error(`push ${created.id}: ${body.state} at ${body.done} of ${body.total}`);
        }
        await sleep(100);
    }
}

async function upload(platform, file, key) {
    const token = await platform.token();
    return new Promise((resolve, reject) => {
        const request = http.request(
            `${platform.base}/api/v1/providers/${platform.provider}/catalogue-pushes`,
            {
                method: 'POST',
                headers: {
                    Authorization: `Bearer ${token}`,
                    'Content-Type': 'application/x-ndjson',
                    'Content-Length': statSync(file).size,
                    'Idempotency-Key': key,
                },
            },
            (response) => {
                let text = '';
                response.on('data', (data) => (text += data));
                response.on('end', () =>
                    response.statusCode === 202
                        ? resolve(JSON.parse(text))
                        : reject(new Error(`push refused: ${response.statusCode} ${text}`)),
                );
            },
        );
        request.on('error', reject);
        createReadStream(file).pipe(request);
    });
}

const STAGING = `
CREATE UNLOGGED TABLE IF NOT EXISTS benchmark_staging (id uuid, external_id text, kind text, status text, version int,
    revision bigint, hash text, name text, name_en text, category text, price bigint, band text, trial bool, voucher bool,
    industries text, regions text, name_key text, long text, content text,
    change text);
TRUNCATE benchmark_staging;
`;

/**
 * Loads the rows of a push once more, under a provider of their own: rows whose texts are cut into grams already are
 * copied into a table without a log, and from there go where the platform's own statements would have put them, all of
 * them in one unit of work.
 */
export class Baseline {
    constructor(platform) {
        this.platform = platform;
    }

    async prepare() {
        const constants = await constantsOf(this.platform.repository, 'cn.dengyun.catalogue.store.OfferingWriter');
        const fromStaging = (statement, ...values) =>
            values.reduce(
                (text, value, i) => text.replace(new RegExp(`\\$${i + 1}\\b`, 'g'), value),
                statement.replace(/ FROM unnest\(.*\) AS l\([^)]*\)/, ' FROM benchmark_staging'),
            );
        const provider = 'gen_random_uuid()';
        this.load = (own) => [
            fromStaging(constants.UPSERT, `'${own}'::uuid`, 'now()'),
            fromStaging(constants.INSERT_VERSIONS, `'${own}'::uuid`, provider, 'now()'),
            fromStaging(constants.INSERT_CHANGES, `'${own}'::uuid`, `'${own}'::uuid`),
        ];
        await this.platform.sql(STAGING);
    }

    /** Writes the rows that the last pushes made into a file, as they shall be copied; not part of what is measured. */
    async export(first, count, own) {
        const file = path.join(this.platform.output, 'baseline.tsv');
        const select = `SELECT
            (substr(stamp, 1, 8) || '-' || substr(stamp, 9, 4) || '-7' || lpad(to_hex(n % 4096), 3, '0') || '-8'
                || substr(md5(n::text), 1, 3) || '-' || substr(md5(n::text || '${own}'), 1, 12))::uuid,
            external_id, kind, status, 1, 1, content_hash, name, name_en, category_code, price_from_fen, price_band,
            has_trial, voucher_eligible, array_to_string(industries, ','), array_to_string(regions, ','), name_key,
            description_key || E'\\x04' || replace(array_to_string(tsvector_to_array(name_grams), E'\\x02')
                || E'\\x04' || array_to_string(tsvector_to_array(text_grams), E'\\x02'), provider_id::text, '${own}'),
            content, 'PUBLISHED'
            FROM (SELECT o.*, v.content, row_number() OVER (ORDER BY o.id) AS n,
                lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint + row_number() OVER (ORDER BY o.id) / 4096), 12, '0')
                    AS stamp
                FROM offering o JOIN offering_version v ON v.offering_id = o.id AND v.version = o.version
                WHERE o.provider_id = '${this.platform.provider}'
                AND o.external_id ~ '^off-[0-9]+$'
                AND substr(o.external_id, 5)::int >= ${first} AND substr(o.external_id, 5)::int < ${first + count}) r
            ORDER BY n`;
        await this.platform.sql('TRUNCATE benchmark_staging');
        const output = openSync(file, 'w');
        await run('psql', ['-XqAt', '-v', 'ON_ERROR_STOP=1', '-c', `COPY (${select}) TO STDOUT`], {
            env: this.platform.databaseEnvironment,
            output,
        });
        closeSync(output);
        this.script = path.join(this.platform.output, 'baseline.sql');
        writeFileSync(
            this.script,
            `\\copy benchmark_staging from '${file}'\nBEGIN;\n${this.load(own).join(';\n')};\nCOMMIT;\n`,
        );
    }

    async run(count) {
        await run('psql', ['-Xq', '-v', 'ON_ERROR_STOP=1', '-f', this.script], { env: this.platform.databaseEnvironment });
        const [[staged]] = await this.platform.sql('SELECT count(*) FROM benchmark_staging');
        if (Number(staged) !== count) {
            throw new Error(`the baseline loaded ${staged} rows, the push made ${count}`);
        }
    }

    async clear() {
        await this.platform.sql('DROP TABLE IF EXISTS benchmark_staging');
    }
}
