// Usage: a million readings in any order, some of them twice, while the platform is killed; bills of the same readings in
// other orders; and what taking them in costs beside \copy and INSERT … SELECT of the same rows.
import { closeSync, openSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { compare } from './arms.mjs';
import { addApplicants } from './funding.mjs';
import { Tokens, backOff, send } from './http.mjs';
import { wrongReceipts } from './money-checks.mjs';
import { run } from './processes.mjs';
import { Random } from './random.mjs';
import { sha256 } from './history.mjs';

const OFFERING = 'benchmark-usage';
/** Of the lines, those that say again what another has said. */
const DUPLICATES = 0.2;
/** As many lines as one request may have. */
const LINES_A_CALL = 10_000;
const AT_ONCE = 4;
/** Orders that a million readings are of, each with a meter for every way to count. */
const ORDERS = 10;
const READINGS_OF_A_SHUFFLE = 1_000;
const KILLS = 3;
/** Of the calls that were made while the platform was killed, every so many is repeated when all are answered. */
const REPEATED = 10;
/** From any day of a month until the time for late usage of it is over. */
const DAYS_UNTIL_LOCKED = 45;
const DAY = 86_400_000;
const PATIENCE_MILLIS = 600_000;
/** Ways to count that no order of the readings may change; values are counted apart from numbers. */
const PLANS = [
    { code: 'sum', aggregation: 'SUM' },
    { code: 'most', aggregation: 'MAX' },
    { code: 'last', aggregation: 'LAST' },
    { code: 'level', aggregation: 'TIME_WEIGHTED' },
    { code: 'values', aggregation: 'UNIQUE' },
];

export class Usage {
    #tokens;
    #tally = { calls: 0, answers: 0, retries: 0, kills: 0 };
    #next = 0;

    constructor(platform, { usageLines, shuffles, rounds, usageWindow }, warmUp) {
        this.platform = platform;
        this.lines = usageLines;
        this.shuffles = shuffles;
        this.rounds = rounds;
        this.windowLines = usageWindow;
        this.warmUp = warmUp;
        this.#tokens = new Tokens(platform.base);
    }

    async measure() {
        const random = new Random('usage');
        const [enterprise] = await addApplicants(this.platform, random, 1);
        this.enterprise = enterprise;
        await this.#offer();
        console.log(`  beginning ${ORDERS + this.shuffles} orders …`);
        const orders = [];
        for (let i = 0; i < ORDERS + this.shuffles; i++) {
            orders.push(await this.#begun(i));
        }
        // All readings of shuffles occur at the same moments: what is counted by time comes to the same.
        const from = Math.max(...orders.map(({ beginsAt }) => beginsAt)) + 1;
        const comparison = await this.#compare(orders.slice(0, ORDERS), from);
        const much = await this.#takeIn(orders.slice(0, ORDERS), from, random);
        const shuffled = await this.#shuffle(orders.slice(ORDERS), from, random);
        console.log('  waiting for the bills …');
        await this.platform.kill();
        await this.platform.moveClock(DAYS_UNTIL_LOCKED * DAY);
        await this.platform.start();
        await this.#locked(orders);
        const bills = await this.#bills(orders);
        const wrong = await wrongReceipts(this.platform);
        const result = {
            comparisons: [comparison],
            ...much,
            ...this.#tally,
            shuffles: this.shuffles,
            readingsOfAShuffle: shuffled,
            differentBills: new Set(bills.slice(ORDERS)).size,
            wrongReceipts: wrong.length,
        };
        if (this.shuffles > 0 && result.differentBills !== 1) {
            throw new Error(`the same readings in ${this.shuffles} orders made ${result.differentBills} different bills`);
        }
        if (wrong.length > 0) {
            throw new Error(`receipts say another thing than is stored: ${wrong.slice(0, 5).join('; ')}`);
        }
        await this.#requireSums(orders.slice(0, ORDERS), much.counted);
        delete result.counted;
        return result;
    }

    async #offer() {
        await this.#answered('platform', {
            method: 'PUT',
            path: `/api/v1/providers/${this.platform.provider}/offerings/${OFFERING}`,
            body: JSON.stringify({
                kind: 'IAAS',
                name: '用量测量',
                plans: PLANS.map(({ code, aggregation }) => ({
                    code,
                    name: code,
                    model: 'METERED',
                    unit: 'GB',
                    tiers: [{ upTo: '1000', unitPriceFen: '53' }, { unitPriceFen: '47.5' }],
                    tierMode: 'GRADUATED',
                    taxRate: '0.06',
                    aggregation,
                })),
            }),
        }).then(({ id }) => (this.offering = id));
    }

    /** An order whose service has begun: its id, and its meters by their plans. */
    async #begun(number) {
        const { now } = await this.#answered(null, { method: 'GET', path: '/api/v1/sandbox/clock' });
        const act = (caller, at, body, headers = {}) =>
            this.#answered(caller, {
                path: `/api/v1${at}`,
                headers: { 'Idempotency-Key': `usage-${number}${at}`.slice(0, 100), ...headers },
                body: body && JSON.stringify(body),
            });
        const made = await act(this.enterprise, '/orders', {
            offeringId: this.offering,
            startsOn: dayOf(Date.parse(now)),
            endsOn: dayOf(Date.parse(now) + 360 * DAY),
            externalReference: `USAGE-${number}`,
            lines: PLANS.map(({ code }) => ({ planCode: code, quantity: '1000', withSubsidy: false })),
        });
        await act('platform', `/orders/${made.id}/acceptances`, undefined, { 'If-Match': '*' });
        await act('platform', `/orders/${made.id}/activations`, { serviceReference: `usage-${number}` });
        const { data } = await this.#answered('platform', { method: 'GET', path: `/api/v1/orders/${made.id}/meters` });
        const meters = Object.fromEntries(data.map(({ planCode, id }) => [planCode, id]));
        return { id: made.id, meters, beginsAt: Date.parse(data[0].beginsAt) };
    }

    /** Windows that take turns: lines of new readings to the platform; the same rows by PostgreSQL alone. */
    async #compare(orders, from) {
        const source = new Readings(orders, from, 'window');
        const baseline = new UsageBaseline(this.platform);
        await baseline.prepare();
        const report = async () => {
            const begins = await this.#now();
            const calls = source.calls(this.windowLines, new Random('window', this.#next++));
            await this.#sendAll(calls, `window-${this.#next}`);
            this.lastWindow = begins;
            return { operations: this.windowLines };
        };
        await this.warmUp(report);
        const compared = await compare(this.platform, {
            name: `usage, ${this.windowLines} lines ÷ \\copy and INSERT … SELECT`,
            rounds: this.rounds,
            ours: report,
            theirs: () => baseline.run(this.windowLines),
            prepare: (arm) => (arm === 'theirs' ? baseline.export(this.lastWindow) : undefined),
        });
        await baseline.clear();
        return compared;
    }

    async #now() {
        return (await this.platform.sql('SELECT now()'))[0][0];
    }

    /** All of it in any order while the platform is killed; what was counted of it, by meter. */
    async #takeIn(orders, from, random) {
        console.log(`  ${this.lines} lines, ${KILLS} kills …`);
        const source = new Readings(orders, from, 'much');
        const calls = source.calls(this.lines, random);
        const started = performance.now();
        const answers = await this.#sendAll(calls, 'much', KILLS);
        const seconds = (performance.now() - started) / 1000;
        const sum = (name) => answers.reduce((total, each) => total + each[name], 0);
        const told = { accepted: sum('acceptedCount'), duplicates: sum('duplicateCount') };
        const others = sum('conflictCount') + sum('quarantinedCount') + sum('refusedCount');
        if (told.accepted !== source.distinct || told.duplicates !== this.lines - source.distinct || others !== 0) {
            throw new Error(`of ${source.distinct} readings in ${this.lines} lines ${JSON.stringify({ ...told, others })} were told`);
        }
        return { lines: this.lines, seconds, ...told, counted: source };
    }

    /** The same readings to every order, each time in another order and cut into other calls. */
    async #shuffle(orders, from, random) {
        console.log(`  ${orders.length} shuffles of ${READINGS_OF_A_SHUFFLE} readings …`);
        const lines = Math.round(READINGS_OF_A_SHUFFLE / (1 - DUPLICATES));
        for (const [i, order] of orders.entries()) {
            const source = new Readings([order], from, 'shuffle');
            const calls = source.calls(lines, new Random('shuffle', i), random.between(100, 400));
            const kills = orders.length > 1 && i % Math.ceil(orders.length / 2) === 1 ? 1 : 0;
            await this.#sendAll(calls, `shuffle-${i}`, kills);
        }
        return READINGS_OF_A_SHUFFLE;
    }

    /** Sends calls, some at once; whoever is not answered repeats his key. The answers in the order of the calls. */
    async #sendAll(calls, name, kills = 0) {
        const answers = [];
        const killAt = Array.from({ length: kills }, (_, n) => Math.floor((calls.length * (n + 1)) / (kills + 1)));
        let next = 0;
        let killing = Promise.resolve();
        const one = async () => {
            while (next < calls.length) {
                const number = next++;
                const kill = killAt.indexOf(number);
                if (kill >= 0) {
                    killing = killing.then(() => this.#killSoon(kill % 2 === 1));
                }
                answers[number] = await this.#report(calls[number], `${name}-${number}`);
            }
        };
        await Promise.all(Array.from({ length: AT_ONCE }, one));
        await killing;
        if (kills > 0) {
            for (let number = 0; number < calls.length; number += REPEATED) {
                const again = await this.#report(calls[number], `${name}-${number}`);
                if (JSON.stringify(again) !== JSON.stringify(answers[number])) {
                    throw new Error(`${name}-${number} was answered otherwise when it was repeated`);
                }
            }
        }
        return answers;
    }

    async #killSoon(isDatabase) {
        await sleep(150);
        this.#tally.kills++;
        if (isDatabase) {
            this.platform.killDatabase();
            return;
        }
        await this.platform.kill();
        await this.platform.start();
    }

    async #report(body, key) {
        this.#tally.calls++;
        for (let tries = 0; tries < 600; tries++) {
            try {
                const answer = await send(this.platform.base, {
                    path: '/api/v1/usage-events',
                    headers: {
                        Authorization: `Bearer ${await this.#tokens.get('platform-client')}`,
                        'Content-Type': 'application/x-ndjson',
                        'Idempotency-Key': `benchmark-${key}`,
                    },
                    body,
                });
                if (answer.status === 201) {
                    this.#tally.answers++;
                    return JSON.parse(answer.body);
                }
                if (answer.status === 401) {
                    this.#tokens.forget('platform-client');
                } else if (answer.status !== undefined && answer.status < 500 && answer.status !== 409 && answer.status !== 429) {
                    throw new Refused(`usage is refused: ${answer.status} ${answer.body}`);
                }
            } catch (failure) {
                if (failure instanceof Refused) {
                    throw failure;
                }
            }
            this.#tally.retries++;
            await this.platform.whenThere;
            await backOff(tries);
        }
        throw new Error(`${key} was never answered`);
    }

    async #locked(orders) {
        const ids = orders.map(({ id }) => `'${id}'`).join();
        const started = Date.now();
        for (;;) {
            const [[count]] = await this.platform.sql(
                `SELECT count(DISTINCT order_id) FROM bill WHERE locked_at IS NOT NULL AND order_id IN (${ids})`,
            );
            if (Number(count) === orders.length) {
                return;
            }
            if (Date.now() - started > PATIENCE_MILLIS) {
                throw new Error(`${count} of ${orders.length} bills are locked after ten minutes`);
            }
            await sleep(500);
        }
    }

    /** What the bill of the first month of each order says, without whose it is: a digest of its bytes. */
    async #bills(orders) {
        const digests = [];
        for (const order of orders) {
            const { data } = await this.#answered(this.enterprise, { method: 'GET', path: `/api/v1/bills?orderId=${order.id}&limit=20` });
            const [first] = data.filter(({ lockedAt, status }) => lockedAt || !['OPEN', 'GRACE'].includes(status)).slice(-1);
            order.bill = await this.#answered(this.enterprise, { method: 'GET', path: `/api/v1/bills/${first.id}` });
            const { month, netFen, taxFen, lines } = order.bill;
            if (netFen <= 0) {
                throw new Error(`bill ${first.id} comes to nothing`);
            }
            digests.push(sha256(JSON.stringify({ month, netFen, taxFen, lines })));
        }
        return digests;
    }

    /** What was billed of each meter that adds up is what was sent, counted here by itself; both windows and the rest. */
    async #requireSums(orders, source) {
        for (const order of orders) {
            const { meters, bill } = order;
            const [[stored]] = await this.platform.sql(
                `SELECT coalesce(sum(quantity), 0) FROM usage_event WHERE meter_id = '${meters.sum}' AND event_id LIKE 'much-%'`,
            );
            const expected = source.sumOf(meters.sum);
            const [[all]] = await this.platform.sql(
                `SELECT sum(quantity) FROM usage_event WHERE meter_id = '${meters.sum}' AND status = 'ACCEPTED'`,
            );
            const billed = bill.lines.filter(({ kind, planCode }) => kind === 'USAGE' && planCode === 'sum');
            if (thousandths(stored) !== expected || billed.length !== 1 || thousandths(billed[0].quantity) !== thousandths(all)) {
                throw new Error(
                    `meter ${meters.sum}: ${expected} thousandths were sent, ${stored} are stored, ${JSON.stringify(billed)} is billed`,
                );
            }
        }
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

class Refused extends Error {}

/** Readings of all meters of some orders; each is the same whenever it is asked for. */
class Readings {
    #first = 0;
    distinct = 0;

    /** @param from the moment of the first, in milliseconds; the others occur within four minutes */
    constructor(orders, from, name) {
        this.from = from;
        this.name = name;
        this.meters = orders.flatMap(({ meters }) => PLANS.map(({ code }) => ({ id: meters[code], isValue: code === 'values' })));
    }

    /** So many lines of new readings, a fifth of them said before, in any order: bodies of calls. */
    calls(lines, random, linesACall = LINES_A_CALL) {
        const distinct = Math.round(lines * (1 - DUPLICATES));
        const first = this.#first;
        this.#first += distinct;
        this.distinct += distinct;
        const order = new Int32Array(lines);
        for (let i = 0; i < lines; i++) {
            order[i] = first + (i < distinct ? i : random.between(0, distinct - 1));
        }
        for (let i = lines - 1; i > 0; i--) {
            const other = random.between(0, i);
            [order[i], order[other]] = [order[other], order[i]];
        }
        const bodies = [];
        for (let at = 0; at < lines; at += linesACall) {
            bodies.push(Array.from(order.subarray(at, at + linesACall), (reading) => this.#line(reading)).join('\n'));
        }
        return bodies;
    }

    #line(reading) {
        const { id, isValue } = this.meters[reading % this.meters.length];
        const at = new Date(this.from + (reading % 240_000)).toISOString();
        const what = isValue ? `"value":"v-${reading % 500}"` : `"quantity":"${decimal(thousandthsOf(reading))}"`;
        return `{"meterId":"${id}","eventId":"${this.name}-${reading}","occurredAt":"${at}",${what}}`;
    }

    /** What a meter has read, in thousandths. */
    sumOf(meter) {
        let sum = 0n;
        for (let reading = 0; reading < this.#first; reading++) {
            if (this.meters[reading % this.meters.length].id === meter) {
                sum += BigInt(thousandthsOf(reading));
            }
        }
        return sum;
    }
}

/** Above nothing and below a thousand, as whoever looks for slips of the pen lets it pass. */
function thousandthsOf(reading) {
    return 1 + ((reading * 7_919) % 99_991);
}

function decimal(number) {
    return `${Math.floor(number / 1000)}.${String(number % 1000).padStart(3, '0')}`;
}

function thousandths(text) {
    const [whole, part = ''] = String(text).split('.');
    return BigInt(whole + part.padEnd(3, '0').slice(0, 3));
}

/** In the time of the offices. */
function dayOf(millis) {
    return new Date(millis + DAY / 3).toISOString().slice(0, 10);
}

const STAGED = `id, version, meter_id, order_id, organization_id, provider_organization_id, region_code, event_id, occurred_at,
    ends_at, quantity, value, content_hash, receipt_id, line, received_at, status, quarantine, reverses, bill_id, decided_by,
    decided_at, reason`;

/**
 * Puts the rows of a window into the same table once more, under meters of their own, those that came twice as well: they
 * are copied into a table without a log, and inserted from there in one unit of work.
 */
class UsageBaseline {
    constructor(platform) {
        this.platform = platform;
        this.script = path.join(platform.output, 'usage-baseline.sql');
    }

    async prepare() {
        await this.platform.sql('DROP TABLE IF EXISTS benchmark_usage; CREATE UNLOGGED TABLE benchmark_usage (LIKE usage_event)');
    }

    /** Writes what came since a moment into a file; not part of what is measured. */
    async export(since) {
        const file = path.join(this.platform.output, 'usage-baseline.tsv');
        const own = crypto.randomUUID();
        const kept = `SELECT * FROM usage_event WHERE received_at >= '${since}' AND receipt_id IS NOT NULL`;
        const said = `SELECT e.* FROM usage_receipt r JOIN usage_receipt_row o ON o.receipt_id = r.id
            JOIN usage_event e ON e.meter_id = o.meter_id AND e.event_id = o.event_id WHERE r.received_at >= '${since}'`;
        const columns = STAGED.replace(/\s+/g, ' ')
            .replace('id,', 'uuidv7(),')
            .replace('meter_id', `md5(meter_id::text || '${own}')::uuid`)
            .replace('receipt_id', `md5(receipt_id::text || '${own}')::uuid`);
        await this.platform.sql('TRUNCATE benchmark_usage');
        const output = openSync(file, 'w');
        await run(
            'psql',
            [
                '-XqAt',
                '-v',
                'ON_ERROR_STOP=1',
                '-c',
                `COPY (SELECT ${columns} FROM (${kept} UNION ALL ${said}) r ORDER BY receipt_id, md5(event_id)) TO STDOUT`,
            ],
            { env: this.platform.databaseEnvironment, output },
        );
        closeSync(output);
        writeFileSync(
            this.script,
            `\\copy benchmark_usage from '${file}'\nBEGIN;\nINSERT INTO usage_event (${STAGED.replace(/\s+/g, ' ')})` +
                ` SELECT ${STAGED.replace(/\s+/g, ' ')} FROM benchmark_usage` +
                ` ON CONFLICT ON CONSTRAINT usage_event_pk DO NOTHING;\nCOMMIT;\n`,
        );
    }

    async run(lines) {
        await run('psql', ['-Xq', '-v', 'ON_ERROR_STOP=1', '-f', this.script], { env: this.platform.databaseEnvironment });
        const [[staged]] = await this.platform.sql('SELECT count(*) FROM benchmark_usage');
        if (Number(staged) !== lines) {
            throw new Error(`the baseline copied ${staged} rows, the window had ${lines} lines`);
        }
        return { operations: lines };
    }

    async clear() {
        await this.platform.sql(`DROP TABLE IF EXISTS benchmark_usage;
            DELETE FROM usage_event e WHERE e.receipt_id IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM usage_receipt r WHERE r.id = e.receipt_id);
            VACUUM (ANALYZE) usage_event;`);
    }
}
