// How long searches take and whether they find what a plain substring search finds.
import http from 'node:http';
import { median, quantile, seeded } from './numbers.mjs';

const FIXED = {
    'two Han characters': ['存储', '检测', '监测', '仿真', '焊接', '锅炉', '容器', '网关', '防火', '备份'],
    'broad word': ['企业', '平台', '支持', '服务', '管理', '数据'],
    'one character': ['云', '网', '数', '能', '测', 'm'],
    'Latin word': ['mes', 'kubernetes', 'gpu', 'crm', 'mqtt', 'api', 'pro', 'modbus'],
    'mixed scripts': ['api网关', '云数据库 mysql', '工艺参数优化app', 'opc ua接入', '管理crm', 'web应用防火墙'],
    absent: ['鑫淼犇', 'zzqxj', '皖皖皖皖', '云云云', 'qqq网关'],
};
const MAX_COMPARED = 600;

export async function measureSearches(platform, { repetitions, oracleTerms }) {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const token = await platform.token();
    const ask = (query) => timed(platform, agent, token, query);
    const classes = { 'rare name': await rareNames(platform), ...FIXED };
    const results = [];
    const all = [];
    for (const [name, terms] of Object.entries(classes)) {
        const times = [];
        for (let i = 0; i < repetitions; i++) {
            for (const term of terms) {
                times.push((await ask(`q=${encodeURIComponent(term)}&limit=20`)).ms);
            }
        }
        all.push(...times);
        results.push({ name, requests: times.length, p50Ms: median(times), p95Ms: quantile(times, 0.95), maxMs: Math.max(...times) });
    }
    results.push({ name: 'all', requests: all.length, p50Ms: median(all), p95Ms: quantile(all, 0.95), maxMs: Math.max(...all) });
    const recall = await compareWithOracle(platform, ask, oracleTerms);
    agent.destroy();
    const [[offerings]] = await platform.sql("SELECT count(*) FROM offering WHERE status = 'PUBLISHED'");
    return { offerings: Number(offerings), classes: results, recall };
}

async function rareNames(platform) {
    const rows = await platform.sql(
        "SELECT substr(name_key, 1, 5) FROM offering WHERE status = 'PUBLISHED' ORDER BY md5(id::text) LIMIT 12",
    );
    return rows.map(([name]) => name);
}

/** Random substrings of one to six characters of real names: found as many, and the same ones where they are few. */
async function compareWithOracle(platform, ask, count) {
    const random = seeded(42);
    const names = await platform.sql(
        `SELECT replace(name_key, E'\\n', ' ') FROM offering WHERE status = 'PUBLISHED' ORDER BY md5(id::text || 'q') LIMIT ${count}`,
    );
    let differing = 0;
    let compared = 0;
    const failures = [];
    for (const [name] of names) {
        const points = [...name];
        const length = Math.min(points.length, 1 + Math.floor(random() * 6));
        const from = Math.floor(random() * (points.length - length + 1));
        const term = points.slice(from, from + length).join('').trim();
        if (term === '') {
            continue;
        }
        const pattern = `%${term.replace(/[\\%_]/g, '\\$&')}%`.replaceAll("'", "''");
        const condition = `status = 'PUBLISHED' AND (name_key LIKE '${pattern}' OR description_key LIKE '${pattern}')`;
        const [[expected]] = await platform.sql(`SELECT count(*) FROM offering WHERE ${condition}`);
        compared++;
        const isSame =
            Number(expected) <= MAX_COMPARED
                ? await findsTheSame(platform, ask, term, condition)
                : (await counted(ask, term)) === Number(expected);
        if (!isSame) {
            differing++;
            failures.push(term);
        }
    }
    return { terms: compared, differing, failures: failures.slice(0, 10) };
}

async function findsTheSame(platform, ask, term, condition) {
    const expected = new Set((await platform.sql(`SELECT id FROM offering WHERE ${condition}`)).map(([id]) => id));
    const found = [];
    let cursor = '';
    do {
        const { body } = await ask(`q=${encodeURIComponent(term)}&limit=200${cursor}`);
        found.push(...body.data.map((offering) => offering.id));
        cursor = body.page.hasMore ? `&cursor=${encodeURIComponent(body.page.nextCursor)}` : null;
    } while (cursor);
    return found.length === expected.size && found.every((id) => expected.has(id));
}

async function counted(ask, term) {
    const { body } = await ask(`q=${encodeURIComponent(term)}&limit=1&facets=kind`);
    return body.facets.kind.reduce((sum, value) => sum + (value.offerings ?? value.count), 0);
}

function timed(platform, agent, token, query) {
    return new Promise((resolve, reject) => {
        const started = performance.now();
        const request = http.get(
            `${platform.base}/api/v1/offerings?${query}`,
            { agent, headers: { Authorization: `Bearer ${token}` } },
            (response) => {
                const parts = [];
                response.on('data', (part) => parts.push(part));
                response.on('end', () => {
                    const ms = performance.now() - started;
                    const text = Buffer.concat(parts).toString();
                    if (response.statusCode === 200) {
                        resolve({ ms, body: JSON.parse(text) });
                    } else {
                        reject(new Error(`search ${decodeURIComponent(query)}: ${response.statusCode} ${text}`));
                    }
                });
            },
        );
        request.on('error', reject);
    });
}
