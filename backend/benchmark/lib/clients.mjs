// The clients of the torture: each carries its stream out, repeats what was not answered, and keeps a history.
import { createHash } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { traceOf } from './evidence.mjs';
import { CALLERS } from './funding.mjs';
import { History, sha256 } from './history.mjs';
import { backOff, send } from './http.mjs';
import { MoneyRequests } from './money-requests.mjs';
import { Stream } from './stream.mjs';

const GIVE_UP_MILLIS = 600_000;
const MAX_EXAMPLES = 20;
/** What is refused because of who asks, or of what others have done meanwhile. */
const REFUSED = [403, 404, 409, 412];
/** What a row of a bank may come to that moves money. */
const BOOKED = ['PAID', 'FAILED', 'RETURNED'];
/** Of the acknowledged operations, those that are repeated once more when all is over. */
const REPEATED_AT_THE_END = 0.02;

const WAIT_MILLIS = 20;
const PARENT = '00f067aa0ba902b7';

/** What all clients did together. */
export class Tally {
    operations = 0;
    requests = 0;
    retries = 0;
    duplicates = 0;
    aborted = 0;
    unresolved = 0;
    repeatedAtTheEnd = 0;
    kinds = {};
    statuses = {};
    problems = {};
    failures = {};
    findings = [];
    /** What platforms have said of usage, by the id of the receipt. */
    receipts = new Map();
    /** Keys of what was acknowledged and changed nothing, so that nothing of it need be noted. */
    silent = new Set();

    count(group, name) {
        this[group][name] = (this[group][name] ?? 0) + 1;
    }

    finding(text) {
        if (this.findings.length < MAX_EXAMPLES) {
            this.findings.push(text);
        }
    }
}

export class Client {
    #digest = createHash('sha256');
    #ids = new Map();
    #toRepeat = [];

    constructor(number, { platform, tokens, tally, seed, operations, folder, world }) {
        this.number = number;
        this.platform = platform;
        this.tokens = tokens;
        this.tally = tally;
        this.seed = seed;
        this.operations = operations;
        this.world = world;
        this.stream = new Stream(seed, number, world);
        this.history = new History(path.join(folder, `client-${number}.tsv`));
        this.money =
            world.money === null
                ? null
                : new MoneyRequests({
                      vouchers: world.money.vouchers[number],
                      offering: world.money.offering,
                      ask: (caller, found) => this.#ask(caller, found),
                      now: () => Date.now() + world.clock.aheadMillis,
                      nobody,
                  });
    }

    /** Digest of the stream: the same for the same seed. */
    get digest() {
        return this.#digest.copy().digest('hex');
    }

    /** Everything that was planned, or what there is time for until then. */
    async run(until) {
        let beside = null;
        for (let i = 0; i < this.operations && performance.now() < until; i++) {
            while (!this.world.clock.mayGoOn()) {
                await sleep(WAIT_MILLIS);
            }
            const operation = this.stream.next();
            this.#digest.update(`${JSON.stringify(operation)}\n`);
            const done = this.#carryOut(operation);
            if (operation.isBesideNext) {
                beside = done;
                continue;
            }
            await Promise.all([beside, done]);
            beside = null;
        }
        await beside;
    }

    /** Much later the same request still gets the same answer. */
    async repeatSome() {
        for (const { name, request, caller, digest } of this.#toRepeat) {
            this.tally.repeatedAtTheEnd++;
            const answer = await this.#untilAnswered(name, caller, request, {});
            if (answer && (answer.status >= 300 || `${answer.status} ${sha256(answer.body)}` !== digest)) {
                this.tally.finding(`${name}: another answer than before: ${answer.status} ${answer.body.slice(0, 300)}`);
            }
        }
        this.history.close();
    }

    async #carryOut(operation) {
        const { number, kind, caller } = operation;
        const key = `torture-${this.seed}-${this.number}-${number}`;
        const name = `client-${this.number} ${number}`;
        const planned = await this.#request(operation, key);
        const headers = { ...planned.headers, 'Idempotency-Key': key, traceparent: `00-${traceOf(key)}-${PARENT}-01` };
        const request = { ...planned, headers };
        this.history.sent(number, CALLERS[caller].id, key, kind, request.path);
        const answer = await this.#untilAnswered(name, caller, request, operation);
        this.tally.operations++;
        this.tally.count('kinds', kind);
        if (answer === null) {
            this.tally.unresolved++;
            this.tally.finding(`${name} was never answered`);
            return;
        }
        this.tally.count('statuses', `${kind} ${answer.status}`);
        if (answer.status < 300) {
            this.#ids.set(number, answer.id);
            planned.onTaken?.();
            if (kind === 'usage') {
                this.tally.receipts.set(answer.id, receiptOf(JSON.parse(answer.body)));
            }
            if (kind === 'bank-results' && !JSON.parse(answer.body).outcomes.some(({ outcome }) => BOOKED.includes(outcome))) {
                this.tally.silent.add(key);
            }
            if (number % Math.round(1 / REPEATED_AT_THE_END) === this.number % 50) {
                this.#toRepeat.push({ name, request, caller, digest: `${answer.status} ${sha256(answer.body)}` });
            }
        } else {
            this.tally.count('problems', `${kind} ${answer.code}`);
            // A hold that would have ended while the platform was away is refused, and an order that was to begin then.
            const isTooLate = answer.status === 400 && /"(reservation-end-over|order-start-unfit)"/.test(answer.body);
            if (!REFUSED.includes(answer.status) && !isTooLate) {
                this.tally.finding(`${name} ${kind}: ${answer.status} ${answer.body.slice(0, 300)}`);
            }
        }
    }

    /** Sends a request until it is told what became of it; null when nobody tells for long. */
    async #untilAnswered(name, caller, request, { number, isDuplicated = false, abortAfter = null }) {
        const started = Date.now();
        for (let tries = 0; Date.now() - started < GIVE_UP_MILLIS; tries++) {
            let token;
            try {
                token = await this.tokens.get(caller);
            } catch (failure) {
                this.tally.count('failures', 'sign-in');
                await this.#pause(tries);
                continue;
            }
            const headers = { ...request.headers, Authorization: `Bearer ${token}` };
            const once = (cut) => send(this.platform.base, { ...request, headers, abortAfter: cut });
            const isFirst = tries === 0;
            const sent = [once(isFirst ? abortAfter : null)];
            if (isFirst && isDuplicated) {
                this.tally.duplicates++;
                sent.push(once(null));
            }
            this.tally.requests += sent.length;
            this.tally.aborted += isFirst && abortAfter !== null ? 1 : 0;
            this.tally.retries += isFirst ? 0 : 1;
            const answers = (await Promise.all(sent)).map((answer) => this.#read(answer));
            for (const answer of answers.filter(({ status }) => status !== undefined)) {
                if (number !== undefined) {
                    this.history.answered(number, answer);
                }
            }
            const last = answers.filter(isLast).sort((one, other) => one.status - other.status);
            if (last.length > 0) {
                if (last.filter(({ status }) => status < 300).some(({ body }) => body !== last[0].body)) {
                    this.tally.finding(`${name}: two requests with one key were answered differently`);
                }
                return last[0];
            }
            if (answers.some(({ status }) => status === 401)) {
                this.tokens.forget(caller);
            }
            await this.#pause(tries);
        }
        return null;
    }

    /** Nobody knocks at the door of a platform that is away. */
    #pause(tries) {
        return this.platform.whenThere.then(() => backOff(tries));
    }

    #read(answer) {
        if (answer.status === undefined) {
            this.tally.count('failures', answer.failure);
            return answer;
        }
        let json = {};
        try {
            json = JSON.parse(answer.body);
        } catch {
            this.tally.finding(`no JSON: ${answer.status} ${answer.body.slice(0, 200)}`);
        }
        if (answer.status >= 500 || answer.status === 429 || answer.status === 401) {
            this.tally.count('failures', `${answer.status} ${json.code}`);
        }
        return { ...answer, code: json.code, id: json.reservations?.[0]?.id ?? json.id };
    }

    async #request(operation, key) {
        if (operation.isMoney) {
            return this.money.of(operation, key, (number) => this.#ids.get(number) ?? nobody(key));
        }
        const { kind, vouchers, amounts, amount, offering, reason, programme } = operation;
        const ids =
            operation.voucherOf === undefined
                ? vouchers?.map((index) => this.world.vouchers[index].id)
                : [await this.#grantedTo(operation.voucherOf, operation.caller, key)];
        const idOf = (number) => this.#ids.get(number) ?? nobody(key);
        const subject = operation.of === undefined ? null : idOf(operation.of);
        const path = {
            reserve: () => `/api/v1/vouchers/${ids[0]}/reservations`,
            'reserve-across': () => '/api/v1/reservations',
            capture: () => `/api/v1/reservations/${subject}/captures`,
            release: () => `/api/v1/reservations/${subject}/releases`,
            refund: () => `/api/v1/redemptions/${subject}/refunds`,
            freeze: () => `/api/v1/vouchers/${ids[0]}/freezes`,
            unfreeze: () => `/api/v1/vouchers/${ids[0]}/unfreezes`,
            revoke: () => `/api/v1/vouchers/${ids[0]}/revocations`,
            'approve-revocation': () => `/api/v1/vouchers/${ids[0]}/revocation-approvals`,
            apply: () => '/api/v1/voucher-applications',
            submit: () => `/api/v1/voucher-applications/${subject}/submissions`,
            review: () => `/api/v1/voucher-applications/${subject}/reviews`,
            'review-all': () => '/api/v1/voucher-application-decisions',
            withdraw: () => `/api/v1/voucher-applications/${subject}/withdrawals`,
            publish: () => '/api/v1/public-notices',
            issue: () => `/api/v1/public-notices/${subject}/issues`,
            reallocate: () => `/api/v1/programmes/${programme}/reallocations`,
            'approve-movement': () => `/api/v1/budget-movements/${subject}/approvals`,
            'refuse-movement': () => `/api/v1/budget-movements/${subject}/rejections`,
        }[kind]();
        const order = () => ({
            offeringId: this.world.offerings[offering].id,
            externalReference: key,
            lines: amounts.map((fen, i) => line(this.world.offerings[offering].plans[i], fen)),
            ...(operation.seconds ? { expiresAt: new Date(Date.now() + this.world.clock.aheadMillis + operation.seconds * 1000).toISOString() } : {}),
        });
        // What comes to be is called by its key where the form has room for it, so that the checker finds it.
        const body = {
            reserve: order,
            'reserve-across': () => ({ voucherIds: ids, order: order() }),
            capture: () => (amount === null ? {} : { amountFen: amount }),
            release: () => (reason === null ? {} : { reason }),
            refund: () => ({ ...(amount === null ? {} : { amountFen: amount }), reason: '服务中途终止' }),
            apply: () => ({
                programmeId: programme,
                lines: [
                    {
                        description: key,
                        layer: 'SAAS',
                        providerId: this.world.providers[operation.provider],
                        inclTaxFen: operation.baseFen,
                        exTaxFen: operation.baseFen,
                    },
                ],
                otherFiscalMoney: false,
                acceptsLess: operation.acceptsLess,
            }),
            submit: null,
            review: () => (operation.isRefused ? REFUSAL : PASS),
            'review-all': () => ({ applicationIds: operation.ofs.map(idOf), review: PASS }),
            withdraw: () => ({ reason: key }),
            publish: () => ({ programmeId: programme, regionCode: operation.region, title: '公示', reason: key }),
            issue: () => ({ reason: key }),
            reallocate: () => ({
                fromRegionCode: operation.from,
                toRegionCode: operation.to,
                amountFen: amount,
                reason: key,
            }),
            'approve-movement': () => ({ reason: key }),
            'refuse-movement': () => ({ reason: key }),
        }[kind];
        return { path, body: body === null ? undefined : JSON.stringify(body ? body() : { reason: '压力测试' }) };
    }

    /** The voucher that came of an application; nobody's while there is none. */
    async #grantedTo(number, caller, key) {
        const id = this.#ids.get(number);
        if (!id) {
            return nobody(key);
        }
        return (await this.#ask(caller, `/api/v1/voucher-applications/${id}`))?.voucherId ?? nobody(key);
    }

    /** What somebody reads there; null when he does not. */
    async #ask(caller, from) {
        const answer = await this.#untilAnswered(`the look at ${from}`, caller, { method: 'GET', path: from, headers: {} }, {});
        return answer?.status === 200 ? JSON.parse(answer.body) : null;
    }
}

const PASS = { decision: 'PASS', reason: '材料齐全', facts: { registeredOn: '2012-03-01', violations: [] } };
const REFUSAL = {
    decision: 'REJECT',
    reason: '不符合条件',
    reasonCode: 'NOT_ELIGIBLE',
    clause: '第四条',
    remedy: '可以申诉',
};

/** What a receipt says, as it is kept. */
function receiptOf({ acceptedCount, duplicateCount, conflictCount, quarantinedCount, refusedCount, digest }) {
    return [acceptedCount, duplicateCount, conflictCount, quarantinedCount, refusedCount, digest].join();
}

function isLast({ status, code }) {
    return (
        status !== undefined &&
        status < 500 &&
        ![401, 408, 425, 429].includes(status) &&
        code !== 'idempotency-key-in-use'
    );
}

/** As much of a plan as a share of it needs, without tax and after any discount. */
export function line({ code, amountFen }, fen) {
    return { planCode: code, quantity: String(Math.ceil((fen * 4) / amountFen)), amountFen: fen };
}

/** The id of something that is not there, for operations whose subject never came to be. */
function nobody(key) {
    const hex = sha256(key);
    return `01900000-0002-7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6, 18)}`;
}
