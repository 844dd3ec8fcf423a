// What a step with money is as a request: paths and bodies, and what has to be looked up before they can be said.
import { ENTERPRISE_NAME } from './funding.mjs';
import { sha256 } from './history.mjs';
import { READINGS, SERVERS, TRAFFIC, TRAFFIC_QUANTITY } from './money-stream.mjs';

const DAY = 86_400_000;
const TERM_DAYS = 360;
const PROVIDER_NAME = '皖云示范云计算有限公司';
/** Enough for whatever is claimed of an order: the torture is not about papers. */
const ON_PAPER_FEN = 1_000_000_000;
const RESULT_HEAD = 'endToEndId,amount,currency,status,reasonCode,bankReference,valueDate';
/**
 * How far the clock jumps: from any day of a month, until the time for late usage of it is over. Readings are of such months,
 * and occur from their first moments on, a millisecond apart.
 */
export const MONTH_DAYS = 45;
/** Where a bill has to stand for a step. */
const BILL_STATUSES = {
    'accept-bill': 'LOCKED',
    'dispute-bill': 'LOCKED',
    'confirm-bill': 'ACCEPTED',
    'answer-bill': 'DISPUTED',
    'decide-bill': 'DISPUTED',
    'credit-bill': 'FINAL',
};

/** Requests of one client; it remembers what it has claimed and what it has read of its meters. */
export class MoneyRequests {
    #claimed = new Set();
    /** By meter, a bit for each reading that was reported. */
    readings = new Map();

    /**
     * @param vouchers ids of the client's vouchers for this
     * @param ask looks something up as somebody; null when it is not there
     * @param now what time it is on the platform
     * @param nobody an id of nothing, by a key
     */
    constructor({ vouchers, offering, ask, now, nobody }) {
        this.vouchers = vouchers;
        this.offering = offering;
        this.ask = ask;
        this.now = now;
        this.nobody = nobody;
    }

    /** @param idOf the id of what an operation has made, by its number */
    async of(operation, key, idOf) {
        const subject = operation.of === undefined ? null : idOf(operation.of);
        const because = { reason: key };
        const post = (path, body) => ({ path: `/api/v1${path}`, body: body === undefined ? undefined : JSON.stringify(body) });
        // Whoever reads and writes in one go has seen what there is.
        const seen = (request) => ({ ...request, headers: { 'If-Match': '*' } });
        const batch = `/settlement-batches/${subject}`;
        switch (operation.kind) {
            case 'order':
                return post('/orders', this.#order(operation, key));
            case 'accept-order':
                return seen(post(`/orders/${subject}/acceptances`));
            case 'activate':
                return post(`/orders/${subject}/activations`, { serviceReference: key });
            case 'cancel-order':
                return post(`/orders/${subject}/cancellations`, because);
            case 'reject-order':
                return post(`/orders/${subject}/rejections`, because);
            case 'deliver':
                return post(`/orders/${subject}/deliveries`, {
                    lines: [{ planCode: SERVERS, quantity: String(operation.quantity) }],
                    note: key,
                });
            case 'accept-delivery':
                return post(`/order-deliveries/${subject}/acceptances`);
            case 'reject-delivery':
                return post(`/order-deliveries/${subject}/rejections`, because);
            case 'withdraw-delivery':
                return post(`/order-deliveries/${subject}/withdrawals`, because);
            case 'refund-order':
                return post(`/orders/${subject}/refunds`, {
                    deliveryId: idOf(operation.delivery),
                    amountFen: operation.amount,
                    ...because,
                });
            case 'amend':
                return post(
                    `/orders/${subject}/amendments`,
                    operation.servers === null
                        ? { kind: 'CANCEL_REST', note: key }
                        : {
                              kind: 'QUANTITY',
                              note: key,
                              quantities: [{ planCode: SERVERS, quantity: String(operation.servers) }],
                          },
                );
            case 'accept-amendment':
                return post(`/order-amendments/${subject}/acceptances`);
            case 'reject-amendment':
                return post(`/order-amendments/${subject}/rejections`, because);
            case 'dispute':
                return post(`/orders/${subject}/disputes`, {
                    reason: 'QUANTITY',
                    deliveryId: idOf(operation.delivery),
                    statement: key,
                });
            case 'withdraw-dispute':
                return post(`/order-disputes/${subject}/withdrawals`, because);
            case 'decide-dispute':
                return post(
                    `/order-disputes/${subject}/decisions`,
                    operation.lowered === null
                        ? { outcome: 'DISMISSED', ...because }
                        : {
                              outcome: 'DELIVERY_LOWERED',
                              lines: [{ planCode: SERVERS, quantity: '1', netFen: operation.lowered }],
                              ...because,
                          },
                );
            case 'usage':
                return this.#usage(operation, subject, key);
            case 'accept-bill':
            case 'confirm-bill':
                return post(`/bills/${await this.#bill(operation, subject, key)}/acceptances`);
            case 'dispute-bill':
                return post(`/bills/${await this.#bill(operation, subject, key)}/disputes`, because);
            case 'answer-bill':
                return post(
                    `/bills/${await this.#bill(operation, subject, key)}/dispute-answers`,
                    operation.conceded === null
                        ? { answer: 'REJECTED', ...because }
                        : { answer: 'CONCEDED', amountFen: operation.conceded, ...because },
                );
            case 'decide-bill':
                return post(`/bills/${await this.#bill(operation, subject, key)}/dispute-decisions`, {
                    creditFen: operation.conceded ?? 0,
                    ...because,
                });
            case 'credit-bill':
                return post(`/bills/${await this.#bill(operation, subject, key)}/credit-notes`, {
                    amountFen: operation.conceded ?? 1,
                    ...because,
                });
            case 'receive-recovery':
                return this.#recovered(operation, key, post);
            case 'claim':
                return post('/settlement-claims', await this.#claim(operation, key));
            case 'confirm-claim':
                return seen(post(`/settlement-claims/${subject}/confirmations`));
            case 'review-claim':
                return seen(
                    post(
                        `/settlement-claims/${subject}/reviews`,
                        operation.isReturned
                            ? { decision: 'RETURN', reasons: ['EVIDENCE_MISSING'], ...because }
                            : { decision: 'APPROVE', reasons: [], ...because },
                    ),
                );
            case 'withdraw-claim':
                return post(`/settlement-claims/${subject}/withdrawals`, because);
            case 'build-batch':
                return post('/settlement-batches', {
                    programmeId: operation.programme,
                    maxClaims: operation.most,
                    ...because,
                });
            case 'approve-batch':
                return post(`${batch}/approvals`, because);
            case 'notice-batch':
                return post(`${batch}/public-notices`, because);
            case 'propose-instruction':
                return post(`${batch}/instructions`, because);
            case 'instruct':
                return post(`${batch}/instruction-approvals`, because);
            case 'remove-line': {
                const line = await this.#line(operation, subject, key, ['INCLUDED']);
                return post(`${batch}/removals`, { lineId: line?.id ?? this.nobody(key), ...because });
            }
            case 'bank-results':
                return {
                    path: `/api/v1${batch}/bank-results`,
                    headers: { 'Content-Type': 'text/csv' },
                    body: this.#results(operation, key, await this.#lines(operation, subject)),
                };
            case 'reinstate': {
                const line = await this.#line(operation, subject, key, ['FAILED', 'RETURNED']);
                return post(`/settlement-claims/${line?.claimId ?? this.nobody(key)}/reinstatements`, because);
            }
            default:
                throw new Error(`nobody knows how to ${operation.kind}`);
        }
    }

    #order({ voucher, servers, amounts }, key) {
        const now = this.now();
        return {
            offeringId: this.offering,
            startsOn: dayOf(now),
            endsOn: dayOf(now + TERM_DAYS * DAY),
            externalReference: key,
            voucherIds: [this.vouchers[voucher]],
            lines: [
                { planCode: SERVERS, quantity: String(servers), withSubsidy: true, amountFen: amounts[0] },
                { planCode: TRAFFIC, quantity: String(TRAFFIC_QUANTITY), withSubsidy: true, amountFen: amounts[1] },
            ],
        };
    }

    async #usage({ readings, changed, early, caller }, order, key) {
        const found = await this.ask(caller, `/api/v1/orders/${order}/meters`);
        const meter = found?.data?.[0];
        const begins = Date.parse(meter?.beginsAt ?? new Date(this.now()).toISOString());
        const month = Math.max(0, Math.floor((this.now() - begins) / (MONTH_DAYS * DAY)));
        const line = (reading, quantity) =>
            JSON.stringify({
                meterId: meter?.id ?? this.nobody(key),
                eventId: `${month}-${reading}`,
                occurredAt: new Date(begins + month * MONTH_DAYS * DAY + 1 + reading).toISOString(),
                quantity,
            });
        const lines = readings.map((reading, i) => line(reading, i === changed ? '999' : quantityOf(reading)));
        if (early) {
            lines.push(
                JSON.stringify({
                    meterId: meter?.id ?? this.nobody(key),
                    eventId: `early-${key}`,
                    occurredAt: new Date(begins - DAY).toISOString(),
                    quantity: '1',
                }),
            );
        }
        return {
            path: '/api/v1/usage-events',
            headers: { 'Content-Type': 'application/x-ndjson' },
            body: lines.join('\n'),
            // Remembered once the platform has taken them.
            onTaken: () => meter && this.#reported(meter.id, readings.map((reading) => month * READINGS + reading), early),
        };
    }

    #reported(meter, numbers, early) {
        const known = this.readings.get(meter) ?? { bits: new Uint8Array(0), early: 0 };
        const most = Math.max(...numbers);
        if (most >> 3 >= known.bits.length) {
            const wider = new Uint8Array((most >> 3) + 1);
            wider.set(known.bits);
            known.bits = wider;
        }
        numbers.forEach((number) => (known.bits[number >> 3] |= 1 << (number & 7)));
        known.early += early ? 1 : 0;
        this.readings.set(meter, known);
    }

    /** A bill that stands where the step needs it, of whatever order; any other of this order when none does. */
    async #bill({ kind, caller }, order, key) {
        const fitting = (await this.ask(caller, `/api/v1/bills?status=${BILL_STATUSES[kind]}&limit=50`))?.data ?? [];
        const found = fitting.length > 0 ? fitting : ((await this.ask(caller, `/api/v1/bills?orderId=${order}&limit=20`))?.data ?? []);
        return this.#one(found, key)?.id ?? this.nobody(key);
    }

    /** What was paid and is asked back comes in, some of it or all, under the number of a slip of its own. */
    async #recovered({ share, caller }, key, post) {
        const found = (await this.ask(caller, '/api/v1/recoveries?status=DEMANDED&limit=50'))?.data ?? [];
        const recovery = this.#one(found, key);
        return post(`/recoveries/${recovery?.id ?? this.nobody(key)}/receipts`, {
            serial: `BACK-${sha256(key).slice(0, 24)}`,
            amountFen: Math.max(1, Math.floor((recovery?.openFen ?? 1) * share)),
            receivedOn: dayOf(this.now()),
        });
    }

    /** By chance, the same for the same key; undefined of none. */
    #one(found, key) {
        return found[parseInt(sha256(key).slice(0, 8), 16) % Math.max(1, found.length)];
    }

    /** The newest capture of a voucher that this client has not claimed. */
    async #claim({ voucher, caller }, key) {
        const found = await this.ask(caller, `/api/v1/redemptions?voucherId=${this.vouchers[voucher]}&limit=100`);
        const capture = found?.data?.find(({ id }) => !this.#claimed.has(id))?.id ?? this.nobody(key);
        this.#claimed.add(capture);
        const day = dayOf(this.now());
        // Dashes do not make two numbers of one.
        const paper = sha256(key).slice(0, 24);
        return {
            redemptionId: capture,
            evidence: {
                contract: { number: `HT-${paper}` },
                invoices: [
                    {
                        number: (BigInt(`0x${sha256(key).slice(0, 16)}`) % 10n ** 20n).toString().padStart(20, '0'),
                        amountFen: ON_PAPER_FEN,
                        issuedOn: day,
                        buyerName: ENTERPRISE_NAME,
                        sellerName: PROVIDER_NAME,
                    },
                ],
                bankReceipts: [
                    {
                        serial: `SLIP-${paper}`,
                        amountFen: ON_PAPER_FEN,
                        paidOn: day,
                        payerName: ENTERPRISE_NAME,
                        payeeName: PROVIDER_NAME,
                    },
                ],
            },
        };
    }

    async #lines({ caller }, batch) {
        return (await this.ask(caller, `/api/v1/settlement-batches/${batch}/lines?limit=100`))?.data ?? [];
    }

    /** One of those that stand there, by chance. */
    async #line(operation, batch, key, statuses) {
        const found = (await this.#lines(operation, batch)).filter(({ status }) => statuses.includes(status));
        return this.#one(found, key);
    }

    /** What a bank says of the lines of a batch: most are paid, some not, some come back, some rows are wrong, some are missing. */
    #results({ badRow, isTwice }, key, lines) {
        const today = dayOf(this.now());
        const rows = [];
        for (const line of lines) {
            const dice = parseInt(sha256(key + line.endToEndId).slice(0, 8), 16) / 2 ** 32;
            const row = (status, reason, amountFen = line.amountFen) =>
                rows.push(
                    [line.endToEndId, yuan(amountFen), 'CNY', status, reason, `${status}-${line.endToEndId}`, today].join(','),
                );
            if (line.status === 'PAID' && dice < 0.05) {
                row('RETURNED', 'AC06');
            } else if (dice < 0.65) {
                row('PAID', '');
            } else if (dice < 0.8) {
                row('FAILED', 'AM04');
            } else if (dice < 0.88) {
                row('PAID', '', line.amountFen + 1);
            }
        }
        if (isTwice) {
            rows.push(...rows);
        }
        if (badRow || rows.length === 0) {
            rows.push(`UNKNOWN${sha256(key).slice(0, 10).toUpperCase()},1.00,CNY,PAID,,X-${key},${today}`);
        }
        return [RESULT_HEAD, ...rows].join('\n');
    }
}

/** What a meter shows, always the same for the same reading. */
export function quantityOf(reading) {
    return `${1 + (reading % 7)}.${String((reading * 37) % 1000).padStart(3, '0')}`;
}

function yuan(fen) {
    return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
}

/** In the time of the offices. */
function dayOf(millis) {
    return new Date(millis + DAY / 3).toISOString().slice(0, 10);
}
