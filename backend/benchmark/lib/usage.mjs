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
const KILLS = 3;
/** Of the calls that were made while the platform was killed, every so many is repeated when all are answered. */
const REPEATED = 10;
/** From any day of a month until the time for late usage of it is over. */
const DAYS_UNTIL_LOCKED = 45;
const DAY = 86_400_000;
const PATIENCE_MILLIS = 600_000;
/** What one unit costs up to so many, and above, in tenths of a fen; and the tax that is contained, in hundredths. */
const TIERS = { upTo: 1_000n, below: 530n, above: 475n };
const TAX = 6n;
/** Of the readings of a shuffle, one in so many is more than ten times what was ordered: it is held back, whenever it comes. */
const HELD_EVERY = 499;
const HELD_QUANTITY = '20000.5';
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

    constructor(platform, { usageLines, shuffles, readings, rounds, usageWindow }, warmUp) {
        this.platform = platform;
        this.lines = usageLines;
        this.shuffles = shuffles;
        this.readings = readings;
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
            readingsOfAShuffle: this.readings,
            shuffledSeconds: shuffled.seconds,
            heldOfAShuffle: shuffled.held,
            differentBills: new Set(bills.slice(ORDERS)).size,
            countedBills: orders.length,
            wrongReceipts: wrong.length,
        };
        if (this.shuffles > 0 && result.differentBills !== 1) {
            throw new Error(`the same readings in ${this.shuffles} orders made ${result.differentBills} different bills`);
        }
        if (wrong.length > 0) {
            throw new Error(`receipts say another thing than is stored: ${wrong.slice(0, 5).join('; ')}`);
        }
        await this.#requireStored(orders.slice(0, ORDERS), much.counted);
        orders.slice(0, ORDERS).forEach((order) => requireCounted(order, [this.compared, much.counted]));
        orders.slice(ORDERS).forEach((order) => requireCounted(order, [shuffled.sources.get(order)]));
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
        this.compared = source;
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
        const told = requireTold(answers, { distinct: source.distinct, lines: this.lines, held: 0 });
        return { lines: this.lines, seconds, ...told, counted: source };
    }

    /** The same readings to every order, each time in another order and cut into other calls. */
    async #shuffle(orders, from, random) {
        console.log(`  ${orders.length} shuffles of ${this.readings} readings …`);
        const lines = Math.round(this.readings / (1 - DUPLICATES));
        const sources = new Map();
        const started = performance.now();
        let held = 0;
        for (const [i, order] of orders.entries()) {
            const source = new Readings([order], from, 'shuffle', HELD_EVERY);
            const linesACall = Math.min(LINES_A_CALL, random.between(Math.ceil(lines / 12), Math.ceil(lines / 3)));
            const calls = source.calls(lines, new Random('shuffle', i), linesACall);
            const kills = orders.length > 1 && i % Math.ceil(orders.length / 2) === 1 ? 1 : 0;
            const answers = await this.#sendAll(calls, `shuffle-${i}`, kills);
            held = source.held;
            requireTold(answers, { distinct: source.distinct - held, lines, held });
            sources.set(order, source);
        }
        return { sources, held, seconds: (performance.now() - started) / 1000 };
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

    /** What is stored of each meter that adds up is what was sent. */
    async #requireStored(orders, source) {
        for (const { meters } of orders) {
            const [[stored]] = await this.platform.sql(
                `SELECT coalesce(sum(quantity), 0) FROM usage_event WHERE meter_id = '${meters.sum}' AND event_id LIKE 'much-%'`,
            );
            const sent = source.of(meters.sum).reduce((sum, { thousandths }) => sum + BigInt(thousandths), 0n);
            if (billionths(stored) !== sent * 1_000_000n) {
                throw new Error(`meter ${meters.sum}: ${sent} thousandths were sent, ${stored} are stored`);
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

/** All receipts together say as much as was sent; what they say. */
function requireTold(answers, { distinct, lines, held }) {
    const sum = (name) => answers.reduce((total, each) => total + each[name], 0);
    const told = { accepted: sum('acceptedCount'), duplicates: sum('duplicateCount') };
    const others = { held: sum('quarantinedCount'), wrong: sum('conflictCount') + sum('refusedCount') };
    const isRight = told.accepted === distinct && told.duplicates === lines - distinct - held;
    if (!isRight || others.held !== held || others.wrong !== 0) {
        throw new Error(`of ${distinct} readings, ${held} of them too large, in ${lines} lines ${JSON.stringify({ ...told, ...others })} were told`);
    }
    return told;
}

/** A bill says what a count in whole numbers, which shares no line with the platform, comes to: each line, and all of it. */
function requireCounted({ meters, bill }, sources) {
    const end = endOf(bill.month);
    let net = 0n;
    let tax = 0n;
    for (const { code, aggregation } of PLANS) {
        const quantity = COUNTED[aggregation](sources.flatMap((source) => source.of(meters[code])), end);
        const amount = charged(quantity);
        const taxed = amount - (amount * 100n) / (100n + TAX);
        net += amount;
        tax += taxed;
        const lines = bill.lines.filter(({ planCode }) => planCode === code);
        const [line] = lines;
        const isRight =
            lines.length === 1 &&
            line.kind === 'USAGE' &&
            billionths(line.quantity) === quantity &&
            BigInt(line.amountFen) === amount &&
            BigInt(line.taxFen) === taxed;
        if (!isRight) {
            throw new Error(`${code} comes to ${quantity} billionths and ${amount} fen, billed are ${JSON.stringify(lines)}`);
        }
    }
    if (BigInt(bill.netFen) !== net || BigInt(bill.taxFen) !== tax) {
        throw new Error(`a bill comes to ${net} fen and ${tax} of tax, it says ${bill.netFen} and ${bill.taxFen}`);
    }
}

/** What readings come to until the end of a month, in billionths, by the way to count. */
const COUNTED = {
    SUM: (readings) => readings.reduce((sum, { thousandths }) => sum + BigInt(thousandths), 0n) * 1_000_000n,
    MAX: (readings) => BigInt(readings.reduce((most, { thousandths }) => Math.max(most, thousandths), 0)) * 1_000_000n,
    LAST: (readings) => BigInt(readings.reduce((last, each) => (isBefore(last, each) ? each : last)).thousandths) * 1_000_000n,
    UNIQUE: (readings) => BigInt(new Set(readings.map(({ value }) => value)).size) * 1_000_000_000n,
    TIME_WEIGHTED: (readings, end) => {
        const inOrder = [...readings].sort((one, other) => (isBefore(one, other) ? -1 : 1));
        let weighed = 0n;
        inOrder.forEach(({ at, thousandths }, i) => {
            weighed += BigInt(thousandths) * BigInt((inOrder[i + 1]?.at ?? end) - at);
        });
        return halfEven(weighed * 1_000_000n, BigInt(end - inOrder[0].at));
    },
};

function isBefore(one, other) {
    return one.at < other.at || (one.at === other.at && one.id < other.id);
}

/** Of so many billionths, in fen. */
function charged(quantity) {
    const limit = TIERS.upTo * 1_000_000_000n;
    const below = quantity < limit ? quantity : limit;
    return halfEven(below * TIERS.below + (quantity - below) * TIERS.above, 10_000_000_000n);
}

/** A quotient of what is not negative, rounded to the nearest, from the middle to the even one. */
function halfEven(amount, by) {
    const whole = amount / by;
    const twice = (amount % by) * 2n;
    return twice > by || (twice === by && whole % 2n === 1n) ? whole + 1n : whole;
}

/** The first moment behind a month, in the time of the offices. */
function endOf(month) {
    const [year, number] = month.split('-').map(Number);
    return Date.UTC(year, number, 1) - DAY / 3;
}

/** Readings of all meters of some orders; each is the same whenever it is asked for. */
class Readings {
    #first = 0;
    distinct = 0;

    /**
     * @param from the moment of the first, in milliseconds; the others occur within four minutes
     * @param heldEvery every so many is too much to be right; 0: none
     */
    constructor(orders, from, name, heldEvery = 0) {
        this.from = from;
        this.name = name;
        this.heldEvery = heldEvery;
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
        const at = new Date(this.#at(reading)).toISOString();
        const quantity = this.#isHeld(reading) ? HELD_QUANTITY : decimal(thousandthsOf(reading));
        const what = isValue ? `"value":"${valueOf(reading)}"` : `"quantity":"${quantity}"`;
        return `{"meterId":"${id}","eventId":"${this.#id(reading)}","occurredAt":"${at}",${what}}`;
    }

    #at(reading) {
        return this.from + (reading % 240_000);
    }

    #id(reading) {
        return `${this.name}-${reading}`;
    }

    #isHeld(reading) {
        return this.heldEvery > 0 && reading % this.heldEvery === 0 && !this.meters[reading % this.meters.length].isValue;
    }

    /** How many of all are too much to be right. */
    get held() {
        let held = 0;
        for (let reading = 0; reading < this.#first; reading++) {
            held += this.#isHeld(reading) ? 1 : 0;
        }
        return held;
    }

    /** What a meter has read and counts. */
    of(meter) {
        const readings = [];
        for (let reading = this.meters.findIndex(({ id }) => id === meter); reading < this.#first; reading += this.meters.length) {
            if (!this.#isHeld(reading)) {
                readings.push({
                    at: this.#at(reading),
                    id: this.#id(reading),
                    thousandths: thousandthsOf(reading),
                    value: valueOf(reading),
                });
            }
        }
        return readings;
    }
}

function valueOf(reading) {
    return `v-${reading % 500}`;
}

/** Above nothing and below a thousand, as whoever looks for slips of the pen lets it pass. */
function thousandthsOf(reading) {
    return 1 + ((reading * 7_919) % 99_991);
}

function decimal(number) {
    return `${Math.floor(number / 1000)}.${String(number % 1000).padStart(3, '0')}`;
}

/** Exactly, of a decimal with nine places at most. */
function billionths(text) {
    const [whole, part = ''] = String(text).split('.');
    if (part.length > 9) {
        throw new Error(`${text} has more than nine decimals`);
    }
    return BigInt(whole + part.padEnd(9, '0'));
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
