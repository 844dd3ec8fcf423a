// The fault harness of the vouchers: see README.md. Exits with 0 only when everything holds.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Attack, PEOPLE } from './lib/attack.mjs';
import { Client, Tally } from './lib/clients.mjs';
import { unnoted, verify, verifyIndependently } from './lib/evidence.mjs';
import { CALLERS, addApplicants, fund, payableOfferings } from './lib/funding.mjs';
import { Tokens, send } from './lib/http.mjs';
import { Killer } from './lib/killer.mjs';
import { caughtUp, judgeMoney, meteredOffering } from './lib/money-checks.mjs';
import { MONTH_DAYS } from './lib/money-requests.mjs';
import { facts } from './lib/machine.mjs';
import { Platform } from './lib/platform.mjs';
import { run, stopAll } from './lib/processes.mjs';
import { Random } from './lib/random.mjs';
import { faults } from './lib/stream.mjs';
import { tortureMarkdown } from './lib/torture-report.mjs';

const folder = path.dirname(fileURLToPath(import.meta.url));
const repository = path.resolve(folder, '../..');
const PROGRAMMES = 4;
const EXPECTED_PER_SECOND = 300;
/** With an attack the time is what counts, and everybody has enough to do until its end. */
const ATTACK_MINUTES = 30;
const MOST_PER_SECOND = 600;
/** As the image is started, with less memory. */
const ATTACKED_JVM = '-Xmx1g -XX:+ExitOnOutOfMemoryError -XX:ThreadPriorityPolicy=1';
/** Of each budget for each operation: applications want more in the end, so some of them have to wait. */
const FREE_FEN = 400;
/** Enterprises apply all the time, without anything that would make somebody look into it. */
const RULES = {
    annualCapFen: 10_000_000_000_000,
    platformCeilingFen: 10_000_000_000_000,
    otherCeilingFen: 10_000_000_000_000,
    acceptDays: null,
    noticeWorkingDays: 0,
    sampleShare: null,
    splitThresholdFen: null,
};
/** Of the operations, in per cent, those with orders and what follows from them. */
const MONEY = 40;
const MONTHS = 3;
/** Vouchers that each client's enterprise orders with; one of each programme. */
const MONEY_VOUCHERS = PROGRAMMES;
const MONEY_FACE = 1_000_000_000;
/** Without progress of what is left to do. */
const WORKED_OFF_MILLIS = 120_000;
const DAY_SECONDS = 86_400;
/** How long vouchers live that do not end meanwhile, and by how much longer where the clock jumps. */
const VALID_DAYS = 300;
const REALLOCATED = "m.kind = 'REALLOCATION' AND m.status = 'APPROVED'";

const options = readOptions(process.argv.slice(2));
const output = path.resolve(options.output ?? path.join(repository, 'backend/target/torture'));
rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
const platform = new Platform({
    repository,
    output,
    jvmOptions: options.jvm,
    keepData: options.keep,
});

for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => end().then(() => process.exit(1)));
}

try {
    const report = await torture();
    writeFileSync(path.join(output, 'report.json'), `${JSON.stringify(report, null, 1)}\n`);
    const text = tortureMarkdown(report);
    writeFileSync(path.join(output, 'report.md'), text);
    console.log(`\n${text}\nWritten to ${output}/report.md and report.json.`);
    process.exitCode = report.isSound ? 0 : 1;
} catch (failure) {
    console.error(failure);
    process.exitCode = 1;
} finally {
    await end();
}

async function end() {
    await platform.stop();
    await platform.stopLeftDatabase();
    await stopAll();
    platform.clear();
}

function readOptions(args) {
    const value = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
    const known = /^--(keep|attack|money|(seed|operations|jvm-kills|database-kills|clients|vouchers|minutes|money|months)=\d+|(output|jvm|checker)=.+)$/;
    const unknown = args.filter((arg) => !known.test(arg));
    if (unknown.length > 0) {
        console.error(
            `unknown: ${unknown.join(' ')}\nusage: torture [--seed=N] [--operations=N] [--jvm-kills=N] [--database-kills=N]` +
                ' [--clients=N] [--vouchers=N] [--minutes=N] [--money[=PER CENT]] [--months=N] [--attack] [--output=FOLDER] [--jvm=OPTIONS] [--checker=FILE] [--keep]',
        );
        process.exit(2);
    }
    const isAttacked = args.includes('--attack');
    const minutes = Number(value('minutes') ?? (isAttacked ? ATTACK_MINUTES : Infinity));
    const operations = Number(value('operations') ?? (isAttacked ? minutes * 60 * MOST_PER_SECOND : 20_000));
    const money = Number(value('money') ?? (isAttacked && !args.includes('--money') ? 0 : MONEY));
    return {
        isAttacked,
        seed: Number(value('seed') ?? 2018),
        operations,
        jvmKills: Number(value('jvm-kills') ?? (isAttacked ? 0 : 3)),
        databaseKills: Number(value('database-kills') ?? (isAttacked ? 0 : 1)),
        clients: Number(value('clients') ?? 32),
        money,
        months: Number(value('months') ?? (money > 0 ? MONTHS : 0)),
        // So that money is left until the end.
        vouchers: Number(value('vouchers') ?? Math.max(3_000, Math.round(operations / 50))),
        minutes,
        output: value('output'),
        jvm: (value('jvm') ?? (isAttacked ? ATTACKED_JVM : undefined))?.split(' ') ?? [],
        checker: path.resolve(value('checker') ?? path.join(repository, 'backend/voucher-checker/VoucherChecker.java')),
        keep: args.includes('--keep'),
    };
}

async function torture() {
    await platform.build();
    const machine = facts(output, repository);
    // Who is not killed goes on long enough for what the usual settings pay for later.
    await (options.isAttacked ? platform.start() : platform.startQuickly());
    const world = await makeWorld();
    console.log(`${options.operations} operations on ${options.vouchers} vouchers by ${options.clients} clients, seed ${options.seed} …`);

    const tally = new Tally();
    const tokens = new Tokens(platform.base);
    const clients = Array.from({ length: options.clients }, (_, number) => {
        const operations = Math.floor((options.operations + number) / options.clients);
        return new Client(number, { platform, tokens, tally, seed: options.seed, operations, folder: output, world });
    });
    const attack = options.isAttacked ? new Attack({ platform, tokens, tally, options, ...world.attack }) : null;
    await attack?.prepare();
    const killer = new Killer(platform, faults(options.seed, options.operations, options), tally, world.clock);
    const started = performance.now();
    const until = started + options.minutes * 60_000;
    const killing = killer.run();
    const attacking = attack?.run(until);
    const progress = setInterval(
        () => console.log(`  ${tally.operations} operations, ${Math.round((performance.now() - started) / 1000)} s`),
        30_000,
    );
    const [underAttack] = await Promise.all([attacking, ...clients.map((client) => client.run(until))]);
    const seconds = (performance.now() - started) / 1000;
    clearInterval(progress);
    killer.end();
    await killing;
    if (until === Infinity && killer.left > 0) {
        tally.finding(`${killer.left} faults were not carried out`);
    }

    console.log('Repeating some of the earliest requests …');
    await Promise.all(clients.map((client) => client.repeatSome()));
    const late = options.money > 0 ? await caughtUp(platform) : 0;
    if (late > 0) {
        tally.finding(`${late} bills whose time is over have not locked`);
    }
    const queued = await workedOff();
    if (queued > 0) {
        tally.finding(`${queued} events, notifications and mails wait, and nobody works them off`);
    }
    const connections = await connectionsInUse(tally);
    const verification = options.isAttacked ? await verify(platform, tokens) : null;
    const metrics = options.isAttacked ? await metricsOf('dengyun_audit') : null;
    const balanced = options.money > 0 ? await conservation(tokens, world, tally) : null;
    const seenEffects = await settle(tally);
    const money = options.money > 0 ? { ...(await judgeMoney(platform, clients, tally)), ...balanced } : null;
    const histories = clients.map((client) => client.history.path);
    const audit = await auditOf(histories, verification, tally);
    if (options.isAttacked) {
        await judgeAttack(tally, underAttack, world.attack, metrics);
    }
    const checker = await check(histories);
    const stream = createHash('sha256').update(clients.map((client) => client.digest).join()).digest('hex');
    const isSound = checker.isSound && tally.unresolved === 0 && tally.findings.length === 0;
    return {
        machine,
        options,
        seconds,
        stream,
        isSound,
        perSecond: tally.operations / seconds,
        kills: killer.summary,
        tally,
        connections,
        effects: seenEffects,
        money,
        attack: underAttack,
        audit,
        checker,
    };
}

async function makeWorld() {
    const random = new Random(options.seed, 'world');
    const duration = options.isAttacked
        ? options.minutes * 60
        : Math.max(30, Math.round(options.operations / EXPECTED_PER_SECOND));
    // A tenth ends while the clients are at work, but none of those that all of them use.
    const ahead = options.months * MONTH_DAYS;
    const seconds = Array.from({ length: options.vouchers }, (_, n) =>
        n >= 64 && random.isLess(0.1) ? random.between(5, duration) : (ahead + random.between(100, VALID_DAYS)) * DAY_SECONDS,
    );
    const faces = Array.from({ length: options.vouchers }, () => random.between(20_000, 1_000_000));
    // One for each client: nobody submits tens of thousands, and who does is compared with all that he has submitted.
    const others = options.isAttacked ? PEOPLE + 1 : 0;
    const applicants = await addApplicants(platform, random, options.clients + others);
    const ordering = options.money > 0 ? options.clients * MONEY_VOUCHERS : 0;
    const all = await fund(platform, random, {
        programmes: PROGRAMMES,
        vouchers: options.vouchers + ordering,
        faceFen: (n) => faces[n] ?? MONEY_FACE,
        validSeconds: (n) => seconds[n] ?? (ahead + VALID_DAYS) * DAY_SECONDS,
        freeFen: options.operations * FREE_FEN,
        rules: RULES,
        holderOf: (n) => (n < options.vouchers ? null : applicants[Math.floor((n - options.vouchers) / MONEY_VOUCHERS)]),
    });
    const vouchers = all.slice(0, options.vouchers);
    const ordered = all.slice(options.vouchers).map(({ id }) => id);
    const [small, ...people] = applicants.splice(options.clients);
    const offerings = await payableOfferings(platform);
    const providers = Object.fromEntries(offerings.map(({ provider, providerId }) => [provider, providerId]));
    const money =
        options.money === 0
            ? null
            : {
                  share: options.money / 100,
                  offering: await meteredOffering(platform),
                  vouchers: Array.from({ length: options.clients }, (_, n) =>
                      ordered.slice(n * MONEY_VOUCHERS, (n + 1) * MONEY_VOUCHERS),
                  ),
              };
    return {
        clients: options.clients,
        vouchers,
        offerings,
        providers,
        applicants,
        money,
        clock: { aheadMillis: 0, mayGoOn: () => true },
        attack: { small, people, voucher: vouchers[0] },
    };
}

/** Everything acknowledged is in the audit trail, and both verifiers, where they are asked, find it whole. */
async function auditOf(histories, verification, tally) {
    const { operations, missing } = await unnoted(platform, histories, tally.silent);
    missing.forEach((each) => tally.finding(each));
    if (verification === null) {
        return { operations, missing: missing.length };
    }
    const independent = await verifyIndependently(platform, verification);
    if (!verification.isIntact || !independent.isIntact) {
        tally.finding(`audit trail: the platform finds ${JSON.stringify(verification)}, the verifier ${independent.printed}`);
    }
    return { operations, missing: missing.length, verification, independent };
}

/** The equation of the books, as everybody may read it, of each programme. */
async function conservation(tokens, { vouchers }, tally) {
    const programmes = [...new Set(vouchers.map(({ programme }) => programme))];
    let balanced = 0;
    for (const programme of programmes) {
        const headers = { Authorization: `Bearer ${await tokens.get('finance')}` };
        const path = `/api/v1/programmes/${programme}/conservation`;
        const { body } = await send(platform.base, { method: 'GET', path, headers });
        const books = JSON.parse(body ?? '{}');
        if (books.holds === true && books.appropriatedFen === books.downstreamFen) {
            balanced++;
        } else {
            tally.finding(`the books of programme ${programme} do not balance: ${body}`);
        }
    }
    return { 'programmes whose books balance': balanced };
}

/** What may never happen, whatever comes from outside. */
async function judgeAttack(tally, attack, { people }, metrics) {
    for (const failure of Object.keys(tally.failures).filter((name) => /^5/.test(name) && !/^503/.test(name))) {
        tally.finding(`honest clients were answered ${failure}`);
    }
    if (/OutOfMemoryError/.test(readFileSync(path.join(output, 'platform.log'), 'utf8'))) {
        tally.finding('OutOfMemoryError; see platform.log');
    }
    for (const name of ['dengyun_audit_dropped_total', 'dengyun_audit_unwritable_total']) {
        if (metrics[name] !== 0) {
            tally.finding(`${name} is ${metrics[name]}`);
        }
    }
    const ids = people.map((name) => `'${CALLERS[name].id}'`).join();
    const [[begun, refused, registered]] = await platform.sql(`
        SELECT count(*) FILTER (WHERE action = 'session.begun' AND actor_id IN (${ids})),
            count(*) FILTER (WHERE action = 'session.refused'), count(*) FILTER (WHERE action = 'organization.registered')
        FROM audit_entry`);
    const wrong = Object.entries(attack.kinds).filter(([kind]) => /^(wrong passwords|invented names)/.test(kind));
    const noted = {
        'sign-ins': [attack.signIns, begun],
        'wrong passwords': [wrong.reduce((sum, [, outcomes]) => sum + (outcomes[401] ?? 0), 0), refused],
        registrations: [attack.kinds.registrations?.[201] ?? 0, registered],
    };
    attack.noted = noted;
    // More than were answered: some were on their way when their connections ended.
    for (const [name, [answered, count]] of Object.entries(noted)) {
        if (Number(count) < answered) {
            tally.finding(`${answered} ${name} were answered, ${count} are in the audit trail`);
        }
    }
}

/** Values of metrics by their names, without labels. */
async function metricsOf(prefix) {
    const { body } = await send(platform.base, { method: 'GET', path: '/q/metrics' });
    return Object.fromEntries(
        [...body.matchAll(new RegExp(`^(${prefix}\\w*)(?:\\{.*\\})? ([\\d.eE+]+)$`, 'gm'))].map(([, name, value]) => [name, Number(value)]),
    );
}

/**
 * Waits until what follows from what was done is done too: until then the platform itself has connections in use. How much
 * waits when two minutes have not changed that.
 */
async function workedOff() {
    let least = Infinity;
    for (let since = Date.now(); Date.now() - since < WORKED_OFF_MILLIS; await sleep(1_000)) {
        const [[waiting]] = await platform.sql(`
            SELECT (SELECT count(*) FROM event WHERE position IS NULL) + (SELECT count(*) FROM audit_pending)
                + (SELECT h.position - n.position FROM event_head h, notification_progress n)
                + (SELECT count(*) FROM mail WHERE state = 'QUEUED' AND due_at <= now())`);
        if (waiting === '0') {
            return 0;
        }
        if (Number(waiting) < least) {
            least = Number(waiting);
            since = Date.now();
        }
    }
    return least;
}

/** Connections of the platform's pool that somebody has, when nobody asks anything any more. */
async function connectionsInUse(tally) {
    let used = null;
    for (let i = 0; i < 300; i++) {
        const { body } = await send(platform.base, { method: 'GET', path: '/q/metrics' });
        used = poolUse(body ?? '');
        if (used === 0) {
            return { inUse: 0, waitedSeconds: i / 10 };
        }
        await sleep(100);
    }
    // What a session does is shown to its own role alone.
    const sessions = await platform.sql(
        `SELECT pid, state, date_trunc('second', now() - state_change), wait_event, left(query, 80)
        FROM pg_stat_activity WHERE usename = current_user AND pid <> pg_backend_pid()`,
        platform.database.application,
    );
    tally.finding(`${used} connections of the pool are still in use; sessions: ${JSON.stringify(sessions)}`);
    return { inUse: used, waitedSeconds: 30 };
}

function poolUse(metrics) {
    const found = [...metrics.matchAll(/^sql_pool_active(?:\{.*\})? ([\d.eE+]+)$/gm)];
    return found.length === 0 ? null : found.reduce((sum, [, value]) => sum + Number(value), 0);
}

/** Waits for the ledger and for what the outbox and the audit trail write, then takes the platform away for good. */
async function settle(tally) {
    for (let tries = 0; tries < 20; tries++) {
        await ledgerIsWritten();
        await platform.kill();
        const [[pending]] = await platform.sql('SELECT count(*) FROM ledger_pending');
        if (pending === '0') {
            return effects(tally);
        }
        await platform.start();
    }
    throw new Error('the ledger is not written to its end');
}

async function ledgerIsWritten() {
    for (let i = 0; i < 1_200; i++) {
        const [[pending]] = await platform.sql('SELECT count(*) FROM ledger_pending');
        if (pending === '0') {
            return;
        }
        await sleep(100);
    }
    throw new Error('transfers have no position after two minutes');
}

/** Each effect was told once and noted once. */
async function effects(tally) {
    const rows = await platform.sql(`
        SELECT 'reserved', (SELECT count(*) FROM reservation WHERE parent_id IS NULL),
            (SELECT count(*) FROM event WHERE type = 'cn.dengyun.voucher.reserved'),
            (SELECT count(*) FROM audit_entry WHERE action = 'voucher.reserved')
        UNION ALL SELECT 'captured', (SELECT count(*) FROM redemption),
            (SELECT count(*) FROM event WHERE type = 'cn.dengyun.voucher.reservation.captured'), NULL
        UNION ALL SELECT 'captured at once', (SELECT count(DISTINCT (voucher_id, captured_at)) FROM redemption),
            (SELECT count(*) FROM event WHERE type = 'cn.dengyun.voucher.captured'),
            (SELECT count(*) FROM audit_entry WHERE action = 'voucher.captured')
        UNION ALL SELECT 'refunded at once', (SELECT count(DISTINCT (voucher_id, refunded_at)) FROM refund
                WHERE destination <> 'RECOVERY'),
            (SELECT count(*) FROM event WHERE type = 'cn.dengyun.voucher.refunded'),
            (SELECT count(*) FROM audit_entry WHERE action = 'voucher.refunded')
        UNION ALL SELECT 'issued', (SELECT count(*) - ${options.vouchers + (options.money > 0 ? options.clients * MONEY_VOUCHERS : 0)} FROM voucher),
            (SELECT count(*) FROM event WHERE type = 'cn.dengyun.voucher.issued'), NULL
        UNION ALL SELECT 'submitted', (SELECT count(*) FROM voucher_application WHERE sequence IS NOT NULL),
            (SELECT count(*) FROM event WHERE type IN ('cn.dengyun.voucher.application.submitted',
                'cn.dengyun.voucher.application.waitlisted')),
            (SELECT count(*) FROM audit_entry WHERE action = 'voucher-application.submitted')
        UNION ALL SELECT 'reallocated', (SELECT count(*) FROM budget_movement m WHERE ${REALLOCATED}),
            (SELECT count(*) FROM budget_movement m JOIN event f ON f.subject = '/api/v1/budget-movements/' || m.id
                WHERE ${REALLOCATED} AND f.type = 'cn.dengyun.voucher.budget-movement.approved'),
            (SELECT count(*) FROM budget_movement m JOIN audit_entry a ON a.subject = '/api/v1/budget-movements/' || m.id
                WHERE ${REALLOCATED} AND a.action = 'budget-movement.approved')
        UNION ALL SELECT 'revoked', (SELECT count(*) FROM voucher WHERE revoked_at IS NOT NULL),
            (SELECT count(*) FROM event WHERE type = 'cn.dengyun.voucher.revoked'),
            (SELECT count(*) FROM audit_entry WHERE action = 'voucher.revoked')
        UNION ALL SELECT 'expired', (SELECT count(*) FROM voucher WHERE expired_at IS NOT NULL),
            (SELECT count(*) FROM event WHERE type = 'cn.dengyun.voucher.expired'),
            (SELECT count(*) FROM audit_entry WHERE action = 'voucher.expired')`);
    for (const [name, rowsOfIt, told, noted] of rows) {
        if (rowsOfIt !== told || (noted !== '' && rowsOfIt !== noted)) {
            tally.finding(`${name}: ${rowsOfIt} rows, told ${told} times, noted ${noted} times`);
        }
    }
    return Object.fromEntries(rows.map(([name, count]) => [name, Number(count)]));
}

/** The independent program that shares no code with the platform. */
async function check(histories) {
    if (!existsSync(options.checker)) {
        throw new Error(`there is no checker at ${options.checker}`);
    }
    const libraries = path.join(path.dirname(platform.jar), 'lib/main');
    const driver = readdirSync(libraries).find((name) => name.startsWith('org.postgresql.postgresql-'));
    const { host, port, name, owner } = platform.database;
    const url = `jdbc:postgresql://${host}:${port}/${name}?user=${owner.user}&password=${owner.password}`;
    console.log('Checking …');
    try {
        const { printed, seconds } = await run(
            'java',
            ['-cp', path.join(libraries, driver), options.checker, url, ...histories.map((file) => `--history=${file}`)],
            { seconds: 3600 },
        );
        return { isSound: true, printed: printed.trim(), seconds };
    } catch (failure) {
        return { isSound: false, printed: failure.message };
    }
}
