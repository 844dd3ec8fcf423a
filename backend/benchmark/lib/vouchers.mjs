// How vouchers stand: asked with the tag that one knows, and watched by many at once.
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { compare, window } from './arms.mjs';
import { send, signIn } from './http.mjs';
import { pgbench, wrk } from './loads.mjs';
import { memoryOf } from './machine.mjs';
import { run } from './processes.mjs';
import { constantsOf, script } from './statements.mjs';

const ENTERPRISE = '01900000-0000-7000-8000-000000000103';
const PROGRAMME = '01900000-0000-7000-8000-0000000be9c4';
const PATIENCE_MS = 60_000;
/** That a caller may have open on one node. */
const STREAMS_OF_CALLER = 100;

/** A programme and so many vouchers of the demo's enterprise, put into the tables: only reading them is measured. */
export async function loadVouchers(platform, count) {
    await platform.sql(`
        INSERT INTO programme (id, name_zh, funding_level, region_code, owner_organization_id, fiscal_year, status,
            created_at, created_by, updated_at, updated_by)
        VALUES ('${PROGRAMME}', '测量', 'PROVINCE', '340000', '${ENTERPRISE}', 2018, 'DRAFT', now(), '${ENTERPRISE}',
            now(), '${ENTERPRISE}');
        INSERT INTO voucher_counter (programme_id, issued) VALUES ('${PROGRAMME}', ${count});
        INSERT INTO voucher (id, code, programme_id, rule_version, budget_id, region_code, organization_id,
            status_index, face_fen, available_fen, issued_at, valid_until, moved_at)
        SELECT uuidv7(), 'BENCH-' || i, '${PROGRAMME}', 1, '${PROGRAMME}', '340123', '${ENTERPRISE}', i, 5000000, 5000000,
            now(), now() + interval '1 year', now() FROM generate_series(0, ${count - 1}) i;
        ANALYZE voucher;`);
    const rows = await platform.sql(`SELECT id FROM voucher WHERE programme_id = '${PROGRAMME}' ORDER BY id`);
    return rows.map(([id]) => id);
}

/** An access token of somebody of the demo. */
async function tokenOf(platform, caller) {
    return (await answered(platform, signIn(caller))).accessToken;
}

/** An access token of the enterprise. */
export const enterpriseToken = (platform) => tokenOf(platform, 'enterprise');

/** Access tokens of as many systems of the enterprise as it takes to watch so many vouchers. */
async function watcherTokens(platform, count) {
    const administrator = await tokenOf(platform, 'sysadmin');
    const tokens = [];
    for (let i = 0; i * STREAMS_OF_CALLER < count; i++) {
        const { client, clientSecret } = await answered(platform, {
            path: `/api/v1/organizations/${ENTERPRISE}/api-clients`,
            headers: { Authorization: `Bearer ${administrator}`, 'Idempotency-Key': `watcher-${Date.now()}-${i}` },
            body: JSON.stringify({ name: `Watcher ${i}`, scopes: ['vouchers:read'] }),
        });
        const granted = await answered(platform, {
            path: '/api/v1/oauth/token',
            headers: {
                Authorization: `Basic ${btoa(`${client.clientId}:${clientSecret}`)}`,
                'Content-Type': 'application/x-www-form-urlencoded',
            },
            body: 'grant_type=client_credentials',
        });
        tokens.push(granted.access_token);
    }
    return tokens;
}

async function answered(platform, request) {
    const { status, body, failure } = await send(platform.base, request);
    if (status !== 200 && status !== 201) {
        throw new Error(`${request.path}: ${status ?? failure} ${body ?? ''}`);
    }
    return JSON.parse(body);
}

/** The status with and without the tag that one knows, beside the same statement in pgbench. */
export async function compareStatus(platform, { repository, ids, token, rounds, seconds, connections, warmUp }) {
    const { BY_IDS } = await constantsOf(repository, 'cn.dengyun.voucher.status.store.StandingStore');
    const asked = ids.slice(0, 32);
    const paths = asked.map((id) => [`/api/v1/vouchers/${id}/status`]);
    const tagged = paths.map(([path]) => [path, '"1-ACTIVE"']);
    const variables = Object.fromEntries(asked.map((id, i) => [`ids${i}`, `{${id}}`]));
    const load = { scripts: asked.map((id, i) => script(BY_IDS, [`ids${i}`])), variables, connections, seconds };
    const ours = (requests) => () => wrk(platform, { requests, token, connections, seconds });
    const theirs = () => pgbench(platform, load);
    await warmUp(ours(tagged));
    return [
        await compare(platform, { name: 'GET voucher status, 304', rounds, ours: ours(tagged), theirs }),
        await compare(platform, { name: 'GET voucher status', rounds, ours: ours(paths), theirs }),
    ];
}

/**
 * So many watchers of a voucher each, what they add to the memory of the platform, what they cost while nothing happens,
 * and how long a change takes to reach its watcher. The change is made by SQL, as another node would.
 */
export async function measureWatchers(platform, { ids, count, changes }) {
    const tokens = await watcherTokens(platform, count);
    // Whatever is made once is there before the first reading.
    const early = await watchAll(platform, ids.slice(0, Math.min(500, count)), tokens);
    early.forEach((one) => one.close());
    await untilWatched(platform, 0);
    const before = await settled(platform);
    const started = performance.now();
    const all = await watchAll(platform, ids.slice(0, count), tokens);
    const seconds = (performance.now() - started) / 1000;
    // Two heartbeats, so that everything has been used that a listener has.
    const idle = await window(platform, async () => {
        await sleep(32_000);
        return { operations: 32 };
    });
    const after = await settled(platform);
    const delays = [];
    for (let i = 0; i < changes; i++) {
        delays.push(await changed(platform, all[(i * 37) % all.length]));
    }
    delays.sort((a, b) => a - b);
    all.forEach((one) => one.close());
    await untilWatched(platform, 0);
    const each = (name) => ((after[name] - before[name]) * 1024) / count;
    return {
        watchers: count,
        openedInSeconds: seconds,
        kibEach: { resident: each('residentMiB'), heap: each('heapMiB') },
        coresIdle: idle.cpuMs.app / 1000,
        delayMs: { p50: delays[Math.floor(delays.length / 2)], most: delays.at(-1) },
        before,
        after,
    };
}

async function changed(platform, watcher) {
    const told = watcher.next();
    const from = performance.now();
    await platform.sql(`
        UPDATE voucher SET revision = revision + 1 WHERE id = '${watcher.id}';
        INSERT INTO event (id, type, subject, organization_id, is_public, data, occurred_at) VALUES (uuidv7(),
            'cn.dengyun.voucher.changed', '/api/v1/vouchers/${watcher.id}', '${ENTERPRISE}', false, '{}', now());`);
    await told;
    return performance.now() - from;
}

async function watchAll(platform, ids, tokens) {
    const all = [];
    for (let i = 0; i < ids.length; i += 50) {
        const token = tokens[Math.floor(i / STREAMS_OF_CALLER)];
        all.push(...(await Promise.all(ids.slice(i, i + 50).map((id) => watch(platform, id, token)))));
    }
    return all;
}

/** A connection that has been told how its voucher stands. */
function watch(platform, id, token) {
    return new Promise((resolve, reject) => {
        const socket = net.connect(platform.port, '127.0.0.1');
        const late = setTimeout(() => reject(new Error(`nothing was told of ${id}`)), PATIENCE_MS);
        let awaited = () => {
            clearTimeout(late);
            resolve(watcher);
        };
        const watcher = {
            id,
            close: () => socket.destroy(),
            next: () => new Promise((tell) => (awaited = tell)),
        };
        socket.on('error', reject);
        socket.on('data', (data) => {
            if (data.includes('event:status')) {
                awaited();
            } else if (!data.includes('HTTP/1.1 200') && data.includes('HTTP/1.1 ')) {
                reject(new Error(`nobody watches ${id}: ${data.subarray(0, 600)}`));
            }
        });
        socket.write(
            `GET /api/v1/vouchers/${id}/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n` +
                `Authorization: Bearer ${token}\r\n\r\n`,
        );
    });
}

async function untilWatched(platform, wanted) {
    for (const started = performance.now(); performance.now() - started < PATIENCE_MS; await sleep(200)) {
        const metrics = await (await fetch(`${platform.base}/q/metrics`)).text();
        if (Number(/dengyun_voucher_watchers(?:\{[^}]*\})? ([\d.]+)/.exec(metrics)?.[1]) === wanted) {
            return;
        }
    }
    throw new Error('watchers were not forgotten');
}

/** Memory when garbage has been collected. */
async function settled(platform) {
    for (let i = 0; i < 3; i++) {
        await run('jcmd', [String(platform.pid), 'GC.run']);
        await sleep(500);
    }
    const { printed } = await run('jcmd', [String(platform.pid), 'GC.heap_info']);
    return { residentMiB: memoryOf(platform.pid).residentMiB, heapMiB: Number(/used (\d+)K/.exec(printed)[1]) / 1024 };
}
