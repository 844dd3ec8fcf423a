// What a capture costs beside the same SQL by pgbench, and whether captures of one programme wait for each other.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { compare } from './arms.mjs';
import { CALLERS, PROVIDERS, fund, payableOfferings } from './funding.mjs';
import { Tokens, send } from './http.mjs';
import { pgbench } from './loads.mjs';
import { run } from './processes.mjs';
import { Random } from './random.mjs';
import { constantsOf } from './statements.mjs';

const PROGRAMMES = 16;
const VOUCHERS = 1_600;
const AMOUNT = 100;
const FACE = 1_000_000_000;
/** More than any machine captures in a second; what is left over of a window stays held. */
const MAX_PER_SECOND = 2_500;
const COUNTED = 500;

const LUA = `
local requests, headers, next = {}, {}, 0
for line in io.lines(os.getenv("BENCHMARK_PATHS")) do
    local token, id = line:match("([^\\t]*)\\t(.*)")
    requests[#requests + 1] = { token, id }
end
request = function()
    next = next + 1
    local it = requests[next]
    return wrk.format("POST", "/api/v1/reservations/" .. it[2] .. "/captures",
        { Authorization = os.getenv("BENCHMARK_" .. it[1]), ["Content-Type"] = "application/json",
          ["Idempotency-Key"] = "benchmark-" .. it[2] }, "{}")
end
done = function(summary, latency)
    local e = summary.errors
    print(string.format('RESULT {"requests":%d,"micros":%d,"errors":%d}', summary.requests, summary.duration,
        e.connect + e.read + e.write + e.status + e.timeout))
end
`;

/**
 * Two sets of vouchers, numbered alike: one of a single programme that is used at a single provider, one of many
 * programmes and both providers. A number stands for a hold, its id and its voucher.
 */
export class Captures {
    #next = 1;
    #sets = {};

    /** @param warmUp lets the platform work until what it costs has settled */
    constructor(platform, { rounds, seconds, connections }, warmUp) {
        this.platform = platform;
        this.rounds = rounds;
        this.seconds = seconds;
        this.connections = connections;
        this.warmUp = warmUp;
        this.tokens = new Tokens(platform.base);
    }

    async measure() {
        const offerings = await payableOfferings(this.platform);
        const random = new Random('captures');
        const sets = { spread: { tag: 'a1', programmes: PROGRAMMES }, hot: { tag: 'b1', programmes: 1 } };
        for (const [name, { tag, programmes }] of Object.entries(sets)) {
            await fund(this.platform, random, {
                programmes,
                vouchers: VOUCHERS,
                faceFen: () => FACE,
                validSeconds: () => 300 * 86_400,
                voucherId: (n) => numbered(tag, n),
            });
            const [first] = offerings.filter((offering) => offering.provider === 'platform');
            const second = offerings.find((offering) => offering.provider === 'application') ?? first;
            this.#sets[name] = { tag, offerings: name === 'hot' ? [first, first] : [first, second] };
        }
        const statements = await this.#statementsOfOne();
        const scripts = await this.#scripts();
        // What a window uses up is made before it, and is not part of it.
        let first;
        const hold = async (set) => (first = await this.#hold(set, MAX_PER_SECOND * this.seconds));
        const api = (set) => ({ set, work: () => this.#ask(set, first) });
        const sql = (script) => ({ set: 'spread', work: () => this.#run(script, first) });
        const comparison = (name, ours, theirs) =>
            compare(this.platform, {
                name,
                rounds: this.rounds,
                ours: ours.work,
                theirs: theirs.work,
                prepare: (arm) => hold(arm === 'ours' ? ours.set : theirs.set),
            });
        await this.warmUp(async () => {
            await hold('spread');
            return this.#ask('spread', first);
        });
        return {
            statements,
            comparisons: [
                await comparison('capture ÷ all its SQL', api('spread'), sql(scripts.all)),
                await comparison('capture ÷ its unit of work alone', api('spread'), sql(scripts.unitOfWork)),
                await comparison('capture, one programme and provider ÷ many', api('hot'), api('spread')),
            ],
        };
    }

    /** Holds for a window, as the platform would have made them; the number of the first. */
    async #hold(name, count) {
        const { tag, offerings } = this.#sets[name];
        const first = this.#next;
        this.#next += count;
        await this.#settled();
        const of = (value) => `CASE n % 2 WHEN 0 THEN '${value(offerings[0])}' ELSE '${value(offerings[1])}' END::uuid`;
        await this.platform.sql(`BEGIN;
            INSERT INTO reservation (id, voucher_id, organization_id, provider_id, offering_id, offering_version,
                external_reference, lines, amount_fen, status, created_at, created_by, expires_at)
            SELECT ${id('c1', 'n')}, v.id, v.organization_id, o.provider_id, o.id, o.version, 'PO-' || n,
                '[{"planCode":"4c8g-y","quantity":1,"description":"云服务器 4核8G 包年","baseFen":${AMOUNT * 3},"amountFen":${AMOUNT}}]',
                ${AMOUNT}, 'HELD',
                now(), '${CALLERS.enterprise.id}', now() + interval '14 days'
            FROM generate_series(${first}, ${first + count - 1}) n
            JOIN voucher v ON v.id = ${id(tag, `n % ${VOUCHERS}`)} JOIN offering o ON o.id = ${of(({ id: one }) => one)};
            UPDATE voucher v SET available_fen = available_fen - h.fen, held_fen = held_fen + h.fen
            FROM (SELECT ${id(tag, `n % ${VOUCHERS}`)} AS id, ${AMOUNT} * count(*) AS fen
                FROM generate_series(${first}, ${first + count - 1}) n GROUP BY 1) h WHERE v.id = h.id;
            COMMIT; VACUUM (ANALYZE) reservation; VACUUM (ANALYZE) voucher;`);
        return first;
    }

    /** Waits until nothing is left to be numbered of the window before, which may have been quicker than that. */
    async #settled() {
        for (let i = 0; i < 1_200; i++) {
            const [[isAny]] = await this.platform.sql(`SELECT EXISTS (SELECT 1 FROM ledger_pending)
                OR EXISTS (SELECT 1 FROM audit_pending) OR EXISTS (SELECT 1 FROM event WHERE position IS NULL)`);
            if (isAny === 'f') {
                return;
            }
            await sleep(100);
        }
        throw new Error('what a window wrote was not numbered within two minutes');
    }

    async #ask(name, first) {
        const { offerings } = this.#sets[name];
        const lines = Array.from({ length: MAX_PER_SECOND * this.seconds }, (_, i) => {
            const n = first + i;
            return `${offerings[n % 2].provider}\t${numbered('c1', n)}\n`;
        });
        const file = path.join(this.platform.output, 'captures.txt');
        const lua = path.join(this.platform.output, 'captures.lua');
        writeFileSync(file, lines.join(''));
        writeFileSync(lua, LUA);
        const env = { BENCHMARK_PATHS: file };
        for (const provider of Object.keys(PROVIDERS)) {
            env[`BENCHMARK_${provider}`] = `Bearer ${await this.tokens.get(`${provider}-client`)}`;
        }
        const { printed } = await run(
            'wrk',
            ['-t1', `-c${this.connections}`, `-d${this.seconds}s`, '--timeout', '20s', '-s', lua, this.platform.base],
            { env },
        );
        const result = JSON.parse(/RESULT (.*)/.exec(printed)[1]);
        if (result.errors > 0) {
            throw new Error(`wrk counted ${result.errors} errors of ${result.requests} captures`);
        }
        return { operations: result.requests, seconds: result.micros / 1e6 };
    }

    async #run({ text, variables }, first) {
        return pgbench(this.platform, {
            scripts: [text],
            variables: { ...variables, i: -1, first },
            connections: this.connections,
            seconds: this.seconds,
        });
    }

    /** Statements for one capture, as the platform's client counts them, while nobody else asks. */
    async #statementsOfOne() {
        const first = await this.#hold('spread', 2 * COUNTED);
        const token = { platform: 'platform-client', application: 'application-client' };
        const capture = async (n) => {
            const { provider } = this.#sets.spread.offerings[n % 2];
            const reservation = numbered('c1', n);
            const { status, body } = await send(this.platform.base, {
                path: `/api/v1/reservations/${reservation}/captures`,
                headers: {
                    Authorization: `Bearer ${await this.tokens.get(token[provider])}`,
                    'Idempotency-Key': `benchmark-${reservation}`,
                },
                body: '{}',
            });
            if (status !== 201) {
                throw new Error(`a capture was answered with ${status} ${body}`);
            }
        };
        for (let i = 0; i < COUNTED; i++) {
            await capture(first + i);
        }
        const names = (await this.#calls()) !== null;
        if (!names) {
            return null;
        }
        const before = await this.#calls();
        for (let i = COUNTED; i < 2 * COUNTED; i++) {
            await capture(first + i);
        }
        return ((await this.#calls()) - before) / COUNTED;
    }

    async #calls() {
        const { body } = await send(this.platform.base, { method: 'GET', path: '/q/metrics' });
        const found = /^postgresql_processing_seconds_count(?:\{.*\})? ([\d.eE+]+)$/m.exec(body);
        return found && Number(found[1]);
    }

    /** The platform's own statements with the values of a capture that it has carried out. */
    async #scripts() {
        const read = (name) => constantsOf(this.platform.repository, `cn.dengyun.${name}`);
        const vouchers = await read('voucher.store.VoucherStore');
        const reservations = await read('voucher.store.ReservationStore');
        const redemptions = await read('voucher.store.RedemptionStore');
        const transfers = await read('ledger.store.TransferStore');
        const outbox = await read('platform.outbox.Outbox');
        const keys = await read('platform.idempotency.Idempotency');
        const audit = await read('platform.audit.AuditRow');
        const values = await this.#valuesOfOne();
        const variable = (name) => `:${name}`;
        const hold = id('c1', ':n');
        const voucher = id(this.#sets.spread.tag, ':v');
        const fresh = (tag) => id(tag, ':n');
        const fill = (statement, ...parameters) =>
            `${statement.replace(/%<?s(\d+)/g, '$$$1').replace(/\$(\d+)/g, (_, number) => parameters[number - 1])};`;
        const fact = (tag, type, subject, data) =>
            fill(outbox.INSERT, fresh(tag), variable(type), subject, variable('organization'), 'NULL', 'false', variable(data), 'now()');
        const key = `'benchmark-' || ${hold}`;
        const caller = variable('caller');

        const lookUps = [
            fill(reservations.FIND, 'false', variable('organization'), `''`, `'{}'::text[]`, hold),
            fill(vouchers.RULES_OF, `ARRAY[${voucher}]`, 'NULL'),
        ];
        const unitOfWork = [
            'BEGIN;',
            fill(keys.CLAIM, caller, key, variable('fingerprint'), 'now()'),
            '\\startpipeline',
            fill(vouchers.LOCK, voucher),
            fill(reservations.GET, hold),
            '\\endpipeline',
            '\\startpipeline',
            fill(vouchers.SAVE, voucher, 'revision', 'available_fen', `held_fen - ${AMOUNT}`, `captured_fen + ${AMOUNT}`,
                'returned_fen', 'void_fen', 'accepted_at', 'valid_until', 'frozen_at', 'frozen_reason', 'revoked_at',
                'revoked_reason', 'expired_at', 'now()', 'accept_until', 'NULL', 'NULL', 'NULL', 'NULL'),
            fill(reservations.END, hold, 'revision', `'CAPTURED'`, String(AMOUNT), 'now()'),
            fill(redemptions.INSERT, fresh('d1'), hold, voucher, variable('holder'), variable('provider'), `'PROVIDER'`,
                variable('provider'), String(AMOUNT), '0', '0', 'now()', caller),
            fill(transfers.INSERT, `ARRAY[${fresh('d2')}]`, `ARRAY[${variable('programme')}]`, `ARRAY['CAPTURE']`,
                `ARRAY['VOUCHER_HELD']`, `ARRAY[${voucher}]`, `ARRAY['PROVIDER_PAYABLE']`, `ARRAY[${variable('provider')}]`,
                `ARRAY[${AMOUNT}]`, `ARRAY[${fresh('d1')}]`, `ARRAY[${voucher}]`, 'ARRAY[NULL]', 'ARRAY[now()]'),
            fact('d3', 'type1', `'/api/v1/vouchers/' || ${voucher}`, 'data1'),
            fact('d4', 'type2', `'/api/v1/reservations/' || ${hold}`, 'data2'),
            fill(audit.INSERT, fresh('d5'), 'now()', `'WRITE'`, variable('action'), `'/api/v1/vouchers/' || ${voucher}`,
                variable('holder'), caller, `'CLIENT'`, variable('roles'), variable('organization'), 'NULL', 'NULL',
                variable('trace'), 'NULL', 'NULL', variable('commitment'), variable('seal'), fresh('d5'), variable('salt'),
                variable('address'), variable('before'), variable('after')),
            '\\endpipeline',
            fill(keys.REMEMBER, caller, key, '201', variable('body'), variable('location'), 'NULL'),
            'COMMIT;',
        ];
        // A number of its own for each: the client's variables outlive its units of work.
        const numbering = [
            '\\set i :i + 1',
            `\\set n :first + :client_id + ${this.connections} * :i`,
            `\\set v :n % ${VOUCHERS}`,
        ];
        const script = (statements) => ({ text: `${[...numbering, ...statements].join('\n')}\n`, variables: values });
        return { all: script([...lookUps, ...unitOfWork]), unitOfWork: script(unitOfWork) };
    }

    async #valuesOfOne() {
        const [[json]] = await this.platform.sql(`SELECT json_build_object(
                'caller', d.captured_by, 'holder', d.organization_id, 'provider', d.provider_id, 'programme', v.programme_id,
                'organization', p.organization_id, 'offering', r.offering_id,
                'fingerprint', k.fingerprint, 'body', k.body, 'location', k.location,
                'type1', f.type, 'data1', f.data, 'type2', g.type, 'data2', g.data,
                'action', a.action, 'roles', a.actor_roles, 'trace', coalesce(a.trace_id, '-'), 'commitment', a.commitment,
                'seal', a.seal, 'salt', l.salt, 'address', coalesce(l.address, '-'), 'before', l.before, 'after', l.after)
            FROM redemption d JOIN reservation r ON r.id = d.reservation_id JOIN voucher v ON v.id = d.voucher_id
            JOIN provider p ON p.id = d.provider_id
            JOIN idempotency_record k ON k.caller_id = d.captured_by AND k.key = 'benchmark-' || r.id
            JOIN event f ON f.subject = '/api/v1/vouchers/' || v.id AND f.type = 'cn.dengyun.voucher.captured'
            JOIN event g ON g.subject = '/api/v1/reservations/' || r.id
            JOIN audit_entry a ON a.subject = f.subject AND a.action = 'voucher.captured'
            JOIN audit_personal l ON l.entry_id = a.id WHERE d.captured_by = '${CALLERS['platform-client'].id}' LIMIT 1`);
        return JSON.parse(json);
    }
}

/** An id that a number makes, so that pgbench knows it without asking. */
function id(tag, number) {
    return `lpad(to_hex((${number})::bigint), 32, '0${tag}0000000000000000000')::uuid`;
}

function numbered(tag, number) {
    const hex = number.toString(16);
    const digits = `0${tag}0000000000000000000`.repeat(2).slice(0, 32 - hex.length) + hex;
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
