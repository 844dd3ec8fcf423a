// The whole measurement: see README.md. Prints what it finds and writes it as JSON and Markdown.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { compareAuthenticated, measureSignIns } from './lib/access.mjs';
import { Adoption } from './lib/adoption.mjs';
import { compare, summary, window } from './lib/arms.mjs';
import { Captures } from './lib/captures.mjs';
import { startReading } from './lib/latency.mjs';
import { pgbench, wrk } from './lib/loads.mjs';
import { facts, memoryOf, memoryOfFamily } from './lib/machine.mjs';
import { spread } from './lib/numbers.mjs';
import { Openings } from './lib/openings.mjs';
import { Overload } from './lib/overload.mjs';
import { Platform } from './lib/platform.mjs';
import { run, stopAll } from './lib/processes.mjs';
import { Baseline, corpus, push } from './lib/pushes.mjs';
import { markdown } from './lib/report.mjs';
import { measureSearches } from './lib/searches.mjs';
import { constantsOf, lastStatement, script } from './lib/statements.mjs';
import { Usage } from './lib/usage.mjs';
import { compareStatus, enterpriseToken, loadVouchers, measureWatchers } from './lib/vouchers.mjs';

const folder = path.dirname(fileURLToPath(import.meta.url));
const repository = path.resolve(folder, '../..');
const MILLION = 1_000_000;
const READ_RATE = 100;

const options = readOptions(process.argv.slice(2));
const output = path.resolve(options.output ?? path.join(repository, 'backend/target/benchmark'));
mkdirSync(output, { recursive: true });
rmSync(path.join(output, 'platform.log'), { force: true });
const platform = new Platform({ repository, output, jvmOptions: options.jvm, keepData: options.keep });
const report = { options, machine: null, comparisons: [] };

for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => stopAll().then(() => process.exit(1)));
}

try {
    await measure();
} catch (failure) {
    console.error(failure);
    process.exitCode = 1;
} finally {
    await platform.stop();
    await stopAll();
    platform.clear();
}

async function measure() {
    await platform.build();
    report.machine = facts(output, repository);
    console.log(`Load average ${report.machine.loadAverageBefore.join(' ')} on ${report.machine.cores} cores.`);
    report.startUp = { newDatabaseSeconds: await platform.start() };
    await requireEmptyCatalogue();
    report.machine.postgres = (await platform.sql('SHOW server_version'))[0][0];
    report.machine.settings = Object.fromEntries(
        await platform.sql(
            "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers')",
        ),
    );
    report.memory = { idle: memory() };
    if (!options.only || options.only.some((part) => !['vouchers', 'openings', 'usage', 'bills', 'adoption'].includes(part))) {
        await load();
    }
    if (wants('reads')) {
        await compareReads();
    }
    // Its people are those of the demo, who are not in a database elsewhere.
    if (wants('access') && !platform.isExternal) {
        await measureAccess();
    }
    // So are the enterprises that have the vouchers.
    if (wants('vouchers') && !platform.isExternal) {
        console.log('Captures …');
        report.vouchers = await new Captures(platform, options, warmUp).measure();
    }
    if (wants('openings') && !platform.isExternal) {
        console.log('Openings …');
        const openings = new Openings(platform, options, warmUp);
        report.openings = { intake: await openings.measureIntake(), issue: await openings.measureIssue() };
    }
    if (wants('status') && !platform.isExternal) {
        await measureVoucherStatus();
    }
    if (wants('search')) {
        report.search = [await search()];
    }
    if (wants('buffers')) {
        report.buffers = await measureBuffers();
    }
    if (wants('latency')) {
        await measureLatency();
    }
    if (wants('overload') && !platform.isExternal) {
        console.log('Overload …');
        const paths = (await publishedIds(500)).map((id) => `/api/v1/offerings/${id}`);
        report.overload = await new Overload(platform, folder, options).measure(paths);
    }
    if (wants('push')) {
        await comparePushes();
    }
    if (options.million) {
        await loadMillion();
    }
    report.memory.afterPushes = memory();
    // It moves the clock of the demo.
    if (wants('usage') && !platform.isExternal) {
        console.log('Usage …');
        report.usage = await new Usage(platform, options, warmUp).measure();
    }
    // So does this, and it takes hours in its own size: only when it is asked for.
    if (options.only?.includes('adoption')) {
        console.log('Adoption …');
        report.adoption = await new Adoption(platform, folder, options).measure();
    }
    if (wants('start')) {
        await measureStarts();
    }
    // Tests of the build, in sizes that no build has the time for: only when they are asked for.
    if (options.only?.includes('bills')) {
        report.bills = await proveBills();
    }
    report.machine.loadAverageAfter = facts(output, repository).loadAverageBefore;
    writeFileSync(path.join(output, 'report.json'), `${JSON.stringify(report, null, 1)}\n`);
    const text = markdown(report);
    writeFileSync(path.join(output, 'report.md'), text);
    console.log(`\n${text}\nWritten to ${output}/report.md and report.json.`);
}

function readOptions(args) {
    const value = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
    const isQuick = args.includes('--quick');
    const known = /^--(quick|million|keep|only=.*|rows=\d+|rounds=\d+|seconds=\d+|usage=\d+|shuffles=\d+|readings=\d+|models=\d+|adoptions=\d+|checks=\d+|output=.*|jvm=.*)$/;
    const unknown = args.filter((arg) => !known.test(arg));
    if (unknown.length > 0) {
        console.error(
            `unknown: ${unknown.join(' ')}\nusage: run [--quick] [--million] [--rows=N] [--rounds=N] [--seconds=N] [--usage=LINES] [--shuffles=N] [--readings=N] [--models=N] [--adoptions=N] [--checks=N]` +
                ' [--only=reads,access,vouchers,openings,status,search,buffers,latency,overload,push,usage,start,bills,adoption] [--output=FOLDER] [--jvm=OPTIONS] [--keep]',
        );
        process.exit(2);
    }
    return {
        quick: isQuick,
        million: args.includes('--million'),
        keep: args.includes('--keep'),
        only: value('only')?.split(','),
        rows: Number(value('rows') ?? (isQuick ? 8_000 : 100_000)),
        rounds: Number(value('rounds') ?? (isQuick ? 2 : 5)),
        seconds: Number(value('seconds') ?? (isQuick ? 2 : 6)),
        pushRounds: Math.min(Number(value('rounds') ?? 3), isQuick ? 1 : 3),
        connections: 16,
        usageLines: Number(value('usage') ?? (isQuick ? 50_000 : MILLION)),
        usageWindow: isQuick ? 20_000 : 50_000,
        shuffles: Number(value('shuffles') ?? (isQuick ? 5 : 100)),
        readings: Number(value('readings') ?? (isQuick ? 1_000 : 10_000)),
        models: Number(value('models') ?? (isQuick ? 2_000 : 100_000)),
        adoptions: Number(value('adoptions') ?? (isQuick ? 20_000 : MILLION)),
        checks: Number(value('checks') ?? (isQuick ? 1_000 : 10_000)),
        issued: isQuick ? 5_000 : 100_000,
        search: isQuick ? { repetitions: 1, oracleTerms: 20 } : { repetitions: 5, oracleTerms: 100 },
        output: value('output'),
        jvm: value('jvm')?.split(' ') ?? [],
    };
}

/** Bills of as many readings in as many orders as usage has, in memory; and as many price models against a count of its own. */
async function proveBills() {
    const readings = Math.round(options.usageLines * 0.8);
    console.log(`Bills of ${readings} readings in ${options.shuffles} orders, and of ${options.models} price models …`);
    const { seconds } = await run(
        path.join(repository, 'mvnw'),
        [
            '-B',
            '-q',
            '-pl',
            'backend',
            'test',
            '-Dtest=BillOfEventsTest,BillRatingPropertyTest',
            '-Dsurefire.failIfNoSpecifiedTests=false',
            `-Ddengyun.bill.readings=${readings}`,
            `-Ddengyun.bill.shuffles=${options.shuffles}`,
            `-Ddengyun.bill.cases=${options.models}`,
        ],
        { env: { MAVEN_BASEDIR: repository }, seconds: 7_200 },
    );
    return { readings, shuffles: options.shuffles, models: options.models, seconds };
}

function wants(part) {
    return !options.only || options.only.includes(part);
}

function memory() {
    return { ...memoryOf(platform.pid), postgresMiB: memoryOfFamily(platform.database.process) };
}

/** What is measured is what was loaded, and nobody's catalogue is filled with inventions. */
async function requireEmptyCatalogue() {
    const [[count]] = await platform.sql(
        `SELECT count(*) FROM offering WHERE provider_id = '${platform.provider}' AND external_id LIKE 'off-%'`,
    );
    if (Number(count) > 0) {
        throw new Error('the database already holds offerings of a benchmark: use a new one');
    }
}

/** Brings the catalogue to its size, some rows first so that neither side is cold when it counts. */
async function load() {
    const warmUp = Math.round(options.rows / 10);
    console.log(`Loading ${options.rows} offerings …`);
    await push(platform, await corpus(platform, folder, 0, warmUp), 'benchmark-warm-up');
    const rest = await corpus(platform, folder, warmUp, options.rows - warmUp);
    const loaded = await window(platform, () => push(platform, rest, 'benchmark-load'));
    report.load = loaded;
    console.log(`  ${Math.round(loaded.perSecond)} rows/s, app ${loaded.cpuMs.app.toFixed(2)} ms and PostgreSQL` +
        ` ${loaded.cpuMs.postgres.toFixed(2)} ms of processor a row`);
    report.loaded = options.rows;
    report.memory.afterLoad = memory();
    await analyse();
}

/** What the server does by itself within minutes; done here so that nothing depends on when. */
async function analyse() {
    await platform.sql('VACUUM (ANALYZE) offering; VACUUM (ANALYZE) offering_version;');
}

async function publishedIds(count) {
    const rows = await platform.sql(
        `SELECT id FROM offering WHERE status = 'PUBLISHED' ORDER BY md5(id::text) LIMIT ${count}`,
    );
    return rows.map(([id]) => id);
}

async function compareReads() {
    const { rounds, seconds, connections } = options;
    const { BY_ID } = await constantsOf(repository, 'cn.dengyun.catalogue.store.OfferingStore');
    const ids = await publishedIds(32);
    const paths = ids.map((id) => [`/api/v1/offerings/${id}`]);
    const tagged = await Promise.all(paths.map(async ([one]) => [one, (await platform.get(one)).headers.get('etag')]));
    const variables = Object.fromEntries(ids.map((id, i) => [`id${i}`, id]));
    const select = {
        scripts: ids.map((id, i) => script(BY_ID, [`id${i}`])),
        variables,
        connections,
        seconds,
    };
    const asked = (requests) => () => wrk(platform, { requests, connections, seconds });
    const selected = (load) => () => pgbench(platform, { ...load, connections, seconds });

    await warmUp(() => wrk(platform, { requests: paths, connections, seconds: options.quick ? 3 : 6 }));
    report.comparisons.push(
        await compare(platform, { name: 'GET offering', rounds, ours: asked(paths), theirs: selected(select) }),
        await compare(platform, { name: 'GET offering, 304', rounds, ours: asked(tagged), theirs: selected(select) }),
    );

    const first = '/api/v1/offerings?limit=20';
    const depth = Math.min(20_000, Math.floor((await total()) / 2 / 200) * 200);
    const deep = `${first}&cursor=${encodeURIComponent(await cursorAt(depth))}`;
    const statement = await lastStatement(platform, first, 'SELECT 0 AS part');
    const [[deepKey, deepId]] = await platform.sql(
        `SELECT name_key, id FROM offering WHERE status = 'PUBLISHED' ORDER BY name_key, id OFFSET ${depth - 1} LIMIT 1`,
    );
    const page = (id, key) => ({ scripts: [script(statement, ['id', 'key'])], variables: { id, key } });
    const nobody = '00000000-0000-0000-0000-000000000000';
    await warmUp(() => wrk(platform, { requests: [[first], [deep]], connections, seconds: options.quick ? 3 : 6 }));
    report.comparisons.push(
        await compare(platform, {
            name: 'list page of 20, first',
            rounds,
            ours: asked([[first]]),
            // pgbench takes no empty text; a blank comes before every name as well.
            theirs: selected(page(nobody, ' ')),
        }),
        await compare(platform, {
            name: `list page of 20, ${depth} deep`,
            rounds,
            ours: asked([[deep]]),
            theirs: selected(page(deepId, deepKey)),
        }),
    );
}

async function measureAccess() {
    const { rounds, seconds, connections } = options;
    const ids = await publishedIds(32);
    const requests = ids.map((id) => [`/api/v1/offerings/${id}`]);
    await warmUp(() => wrk(platform, { requests, connections, seconds: options.quick ? 3 : 6 }));
    report.access = {
        comparisons: await compareAuthenticated(platform, { ids, rounds, seconds, connections }),
        signIns: await measureSignIns(platform, {
            id: ids[0],
            tokens: options.quick ? 500 : 4_000,
            seconds: options.quick ? 3 : 10,
            rounds: Math.min(rounds, 3),
        }),
    };
}

async function measureVoucherStatus() {
    const { rounds, seconds, connections } = options;
    const ids = await loadVouchers(platform, 20_000);
    const token = await enterpriseToken(platform);
    report.comparisons.push(
        ...(await compareStatus(platform, { repository, ids, token, rounds, seconds, connections, warmUp })),
    );
    report.watchers = await measureWatchers(platform, {
        ids,
        count: options.quick ? 1_000 : 5_000,
        changes: options.quick ? 20 : 100,
    });
}

/** Until the compiler has settled: three windows that cost about the same, or long enough. */
async function warmUp(work) {
    console.log('Warming up …');
    const costs = [];
    for (let i = 0; i < (options.quick ? 3 : 15); i++) {
        costs.push((await window(platform, work)).cpuMs.app);
        const last = costs.slice(-3);
        if (last.length === 3 && Math.max(...last) < 1.05 * Math.min(...last)) {
            return;
        }
    }
}

async function total() {
    return Number((await platform.sql("SELECT count(*) FROM offering WHERE status = 'PUBLISHED'"))[0][0]);
}

async function cursorAt(depth) {
    let cursor = '';
    for (let at = 0; at < depth; at += 200) {
        const { body } = await platform.get(`/api/v1/offerings?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
        cursor = body.page.nextCursor;
    }
    return cursor;
}

/** Shared buffers that hot statements touch, and how many units of work a request is. */
async function measureBuffers() {
    const constants = await constantsOf(repository, 'cn.dengyun.catalogue.store.OfferingStore');
    const { RECORDED } = await constantsOf(repository, 'cn.dengyun.catalogue.store.OfferingWriter');
    const [id] = await publishedIds(1);
    const list = await lastStatement(platform, '/api/v1/offerings?limit=20', 'SELECT 0 AS part');
    const [[keys]] = await platform.sql(
        `SELECT quote_literal(array_agg(external_id)) FROM (SELECT external_id FROM offering WHERE provider_id = '${platform.provider}' LIMIT 1000) k`,
    );
    const plans = {
        'GET offering': [constants.BY_ID, `'${id}'`],
        'list page of 20': [list, "'00000000-0000-0000-0000-000000000000', ''"],
        'look-up of 1000 keys of a push': [RECORDED, `'${platform.provider}', ${keys}`],
    };
    const buffers = {};
    for (const [name, [statement, values]] of Object.entries(plans)) {
        const [[plan]] = await platform.sql(
            `SET plan_cache_mode = force_generic_plan; PREPARE hot AS ${statement};\n` +
                `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE hot(${values});`,
        );
        const top = JSON.parse(plan)[0].Plan;
        buffers[name] = top['Shared Hit Blocks'] + top['Shared Read Blocks'];
    }
    return { buffers, unitsOfWorkPerRequest: options.quick ? null : await unitsOfWork(id) };
}

async function unitsOfWork(id) {
    // Idle connections report their counts after ten seconds.
    const committed = async () => {
        await sleep(11_000);
        return Number(
            (await platform.sql('SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()'))[0][0],
        );
    };
    const start = await committed();
    const idle = (await committed()) - start;
    const before = await committed();
    const requests = 500;
    for (let i = 0; i < requests; i++) {
        await platform.get(`/api/v1/offerings/${id}`);
    }
    return Math.max(0, (await committed()) - before - idle) / requests;
}

async function measureLatency() {
    const paths = (await publishedIds(500)).map((id) => `/api/v1/offerings/${id}`);
    const rows = options.quick ? 3_000 : 40_000;
    const rounds = { idle: [], push: [] };
    for (let round = 0; round < (options.quick ? 1 : 5); round++) {
        const stopIdle = await startReading(platform, folder, { paths, rate: READ_RATE });
        await sleep(options.quick ? 6_000 : 20_000);
        rounds.idle.push(await stopIdle());
        const lines = await corpus(platform, folder, 2 * MILLION + round * rows, rows);
        const stopReading = await startReading(platform, folder, { paths, rate: READ_RATE });
        await sleep(2_000);
        await push(platform, lines, `benchmark-latency-${round}`);
        rounds.push.push(await stopReading());
        const [idle, busy] = [rounds.idle.at(-1), rounds.push.at(-1)];
        console.log(`  reads at ${READ_RATE}/s: p50/p99 ${idle.p50Ms}/${idle.p99Ms} ms idle, ${busy.p50Ms}/${busy.p99Ms} ms during a push`);
    }
    const of = (arm, name) => spread(rounds[arm].map((round) => round[name]));
    report.latency = {
        rate: READ_RATE,
        p99Ratio: spread(rounds.push.map((busy, i) => busy.p99Ms / rounds.idle[i].p99Ms)),
        idle: { p50Ms: of('idle', 'p50Ms'), p99Ms: of('idle', 'p99Ms'), maxMs: of('idle', 'maxMs') },
        push: { p50Ms: of('push', 'p50Ms'), p99Ms: of('push', 'p99Ms'), maxMs: of('push', 'maxMs') },
        rounds,
    };
}

async function comparePushes() {
    const baseline = new Baseline(platform);
    await baseline.prepare();
    const count = options.rows;
    const windows = { ours: [], theirs: [], again: [] };
    let peak = 0;
    const watch = setInterval(() => (peak = Math.max(peak, memoryOf(platform.pid).residentMiB)), 200);
    for (let round = 1; round <= options.pushRounds; round++) {
        const first = round * options.rows;
        const lines = await corpus(platform, folder, first, count);
        const ours = await window(platform, () => push(platform, lines, `benchmark-push-${round}`));
        windows.again.push(await window(platform, () => push(platform, lines, `benchmark-again-${round}`)));
        const own = crypto.randomUUID();
        await baseline.export(first, count, own);
        const theirs = await window(platform, async () => {
            await baseline.run(ours.counts.created);
            return { operations: ours.counts.created };
        });
        windows.ours.push(ours);
        windows.theirs.push(theirs);
        rmSync(lines.file);
        console.log(`  push, round ${round}: ${Math.round(ours.perSecond)} rows/s, baseline ${Math.round(theirs.perSecond)},` +
            ` unchanged again ${Math.round(windows.again.at(-1).perSecond)}`);
    }
    clearInterval(watch);
    await baseline.clear();
    report.memory.peakDuringPushes = { residentMiB: peak };
    report.comparisons.push(summary(`push of ${count} new rows`, windows));
    report.again = {
        perSecond: spread(windows.again.map((one) => one.perSecond)),
        ratio: spread(windows.again.map((one, i) => one.perSecond / windows.ours[i].perSecond)),
        cpuRatio: spread(windows.again.map((one, i) => windows.ours[i].cpuMsTotal / one.cpuMsTotal)),
    };
}

async function loadMillion() {
    let have = await total();
    let next = 5 * MILLION;
    while (have < MILLION) {
        const count = Math.min(200_000, MILLION - have);
        console.log(`Loading up to a million: ${have} …`);
        const lines = await corpus(platform, folder, next, count);
        await push(platform, lines, `benchmark-million-${next}`);
        rmSync(lines.file);
        next += count;
        have = await total();
    }
    await analyse();
    report.search = [...(report.search ?? []), await search()];
}

async function search() {
    console.log('Waiting for the platform to look at the new statistics …');
    await sleep(65_000);
    return measureSearches(platform, options.search);
}

async function measureStarts() {
    const seconds = [];
    for (let i = 0; i < (options.quick ? 1 : 3); i++) {
        await platform.stop();
        seconds.push(await platform.start());
    }
    report.startUp.againSeconds = spread(seconds);
    report.startUp.memory = memory();
}
