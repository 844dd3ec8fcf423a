// What a client of the torture does with money that goes all the way: orders, deliveries, usage, bills, claims, batches and
// what the bank says. Decided by the seed alone, as the rest of a stream is.

const MAX_REMEMBERED = 200;
/** Batches that wait for the end of their notice, the newest. */
const MAX_BATCHES = 12;
/** Readings that a meter has in a month at most: who reports more of them reports some again. */
export const READINGS = 300;
export const SERVERS = 'servers';
export const TRAFFIC = 'traffic';
export const TRAFFIC_QUANTITY = 2_000;
/** What vouchers may pay of a server for a month, and of the traffic that is ordered, in fen. */
const SHARE_FEN = 40_000;

/** How often each step is taken, and by which method. */
const STEPS = [
    [13, 'order'],
    [12, 'acceptOrder'],
    [11, 'activate'],
    [10, 'deliver'],
    [9, 'acceptDelivery'],
    [1, 'refuseDelivery'],
    [1, 'refundOrder'],
    [2, 'endOrder'],
    [1.5, 'amend'],
    [1.5, 'answerAmendment'],
    [1.2, 'dispute'],
    [1.2, 'decideDispute'],
    [13, 'usage'],
    [8, 'bill'],
    [8, 'claim'],
    [8, 'confirmClaim'],
    [8, 'reviewClaim'],
    [0.4, 'withdrawClaim'],
    [2, 'buildBatch'],
    [2, 'approveBatch'],
    [2, 'noticeBatch'],
    [3, 'proposeInstruction'],
    [4, 'instruct'],
    [5, 'bankResults'],
    [2, 'reinstate'],
    [0.2, 'removeLine'],
    [1, 'receiveRecovery'],
    [1, 'mistake'],
];
/** What is done with bills, as shares that add up: most are accepted, so that vouchers pay them. */
const BILLS = [
    [0.6, 'accept-bill'],
    [0.75, 'confirm-bill'],
    [0.85, 'dispute-bill'],
    [0.92, 'answer-bill'],
    [0.97, 'decide-bill'],
    [1, 'credit-bill'],
];
const ALL = STEPS.reduce((sum, [weight]) => sum + weight, 0);

/**
 * The steps of one client's enterprise, of its provider and of the offices that have to do with it. It plans as if all
 * went well; what another step has made impossible is refused.
 *
 * <p>An operation names its caller, and by their numbers the operations whose order, delivery, claim or batch it is about.
 */
export class MoneyStream {
    #random;
    #applicant;
    #vouchers;
    #programmes;
    #placed = [];
    #accepted = [];
    #active = [];
    #reported = [];
    #delivered = [];
    #claimable = [];
    #amendments = [];
    #disputes = [];
    #claims = [];
    #confirmed = [];
    #built = [];
    #approved = [];
    #noticed = [];
    #proposed = [];
    #instructed = [];
    /** Orders of which something was read. */
    #measured = [];

    /** @param vouchers how many vouchers the applicant has for this */
    constructor(random, { applicant, vouchers, programmes }) {
        this.#random = random;
        this.#applicant = applicant;
        this.#vouchers = vouchers;
        this.#programmes = programmes;
    }

    next() {
        let dice = this.#random.share() * ALL;
        const [, step] = STEPS.find(([weight]) => (dice -= weight) < 0) ?? STEPS[0];
        // Where nothing is there for a step, something is brought nearer to it.
        const planned = this[step]() ?? this.acceptDelivery() ?? this.deliver() ?? this.activate() ?? this.acceptOrder();
        return { isMoney: true, ...(planned ?? this.order()) };
    }

    #remember(list, one, most = MAX_REMEMBERED) {
        list.push(one);
        if (list.length > most) {
            list.shift();
        }
    }

    /** One of a list, which is not in it any more; undefined of an empty one. */
    #taken(list) {
        return list.length === 0 ? undefined : list.splice(this.#random.between(0, list.length - 1), 1)[0];
    }

    #any(list) {
        return list.length === 0 ? undefined : this.#random.of(list);
    }

    #provider() {
        return this.#random.isLess(0.5) ? 'platform' : 'platform-client';
    }

    order() {
        const random = this.#random;
        const servers = random.between(1, 4);
        const voucher = random.between(0, this.#vouchers - 1);
        return {
            kind: 'order',
            caller: this.#applicant,
            voucher,
            servers,
            amounts: [random.between(1_000, SHARE_FEN * servers), random.between(1_000, SHARE_FEN)],
            onNumber: (of) => this.#remember(this.#placed, { of, servers, voucher }),
        };
    }

    acceptOrder() {
        const order = this.#taken(this.#placed);
        if (!order) {
            return null;
        }
        this.#remember(this.#accepted, order);
        return { kind: 'accept-order', caller: 'platform', of: order.of };
    }

    activate() {
        const order = this.#taken(this.#accepted);
        if (!order) {
            return null;
        }
        this.#remember(this.#active, { ...order, left: order.servers });
        return { kind: 'activate', caller: this.#provider(), of: order.of };
    }

    deliver() {
        const order = this.#any(this.#active.filter(({ left }) => left > 0));
        if (!order) {
            return null;
        }
        const quantity = this.#random.between(1, order.left);
        order.left -= quantity;
        return {
            kind: 'deliver',
            caller: this.#provider(),
            of: order.of,
            quantity,
            onNumber: (of) => this.#remember(this.#reported, { of, order: order.of, quantity, voucher: order.voucher }),
        };
    }

    acceptDelivery() {
        const delivery = this.#taken(this.#reported);
        if (!delivery) {
            return null;
        }
        this.#remember(this.#delivered, delivery);
        this.#remember(this.#claimable, delivery);
        return { kind: 'accept-delivery', caller: this.#applicant, of: delivery.of };
    }

    refuseDelivery() {
        const delivery = this.#taken(this.#reported);
        if (!delivery) {
            return null;
        }
        return this.#random.isLess(0.6)
            ? { kind: 'reject-delivery', caller: this.#applicant, of: delivery.of }
            : { kind: 'withdraw-delivery', caller: 'platform', of: delivery.of };
    }

    refundOrder() {
        const delivery = this.#any(this.#delivered);
        return delivery && {
            kind: 'refund-order',
            caller: 'platform',
            of: delivery.order,
            delivery: delivery.of,
            amount: this.#random.between(1, 2_000),
        };
    }

    endOrder() {
        const random = this.#random;
        const order = this.#taken(random.isLess(0.5) ? this.#placed : this.#accepted);
        return order && {
            kind: random.isLess(0.7) ? 'cancel-order' : 'reject-order',
            caller: random.isLess(0.7) ? this.#applicant : 'platform',
            of: order.of,
        };
    }

    amend() {
        const random = this.#random;
        const order = this.#any(random.isLess(0.8) ? this.#active : this.#accepted);
        if (!order) {
            return null;
        }
        const side = random.isLess(0.6) ? this.#applicant : 'platform';
        const isLess = order.servers > 1 && random.isLess(0.8);
        return {
            kind: 'amend',
            caller: side,
            of: order.of,
            servers: isLess ? random.between(1, order.servers - 1) : null,
            onNumber: (of) => this.#remember(this.#amendments, { of, other: side === 'platform' ? this.#applicant : 'platform' }),
        };
    }

    answerAmendment() {
        const amendment = this.#taken(this.#amendments);
        return amendment && {
            kind: this.#random.isLess(0.8) ? 'accept-amendment' : 'reject-amendment',
            caller: amendment.other,
            of: amendment.of,
        };
    }

    dispute() {
        const delivery = this.#random.isLess(0.6) ? this.#taken(this.#reported) : this.#any(this.#delivered);
        return delivery && {
            kind: 'dispute',
            caller: this.#applicant,
            of: delivery.order,
            delivery: delivery.of,
            onNumber: (of) => this.#remember(this.#disputes, { of, quantity: delivery.quantity }),
        };
    }

    decideDispute() {
        const random = this.#random;
        const dispute = this.#taken(this.#disputes);
        if (!dispute) {
            return null;
        }
        return random.isLess(0.15)
            ? { kind: 'withdraw-dispute', caller: this.#applicant, of: dispute.of }
            : {
                  kind: 'decide-dispute',
                  caller: 'hefei',
                  of: dispute.of,
                  lowered: random.isLess(0.5) ? random.between(1, 53_000) : null,
              };
    }

    /** Some that were reported before are reported again, and a few of those say something else then. */
    usage() {
        const random = this.#random;
        const order = this.#any(this.#active);
        if (!order) {
            return null;
        }
        if (!this.#measured.includes(order)) {
            this.#remember(this.#measured, order);
        }
        const count = random.between(5, 60);
        return {
            kind: 'usage',
            caller: this.#provider(),
            of: order.of,
            readings: Array.from({ length: count }, () => random.between(0, READINGS - 1)),
            changed: random.isLess(0.1) ? random.between(0, count - 1) : null,
            early: random.isLess(0.1),
        };
    }

    bill() {
        const random = this.#random;
        const order = this.#any(this.#measured);
        if (!order) {
            return null;
        }
        const dice = random.share();
        const [, kind] = BILLS.find(([below]) => dice < below);
        const caller = { 'accept-bill': this.#applicant, 'dispute-bill': this.#applicant, 'decide-bill': 'hefei' }[kind] ?? 'platform';
        return {
            kind,
            caller,
            of: order.of,
            conceded: random.isLess(0.7) ? random.between(1, 500) : null,
        };
    }

    claim() {
        const delivery = this.#taken(this.#claimable);
        return delivery && {
            kind: 'claim',
            caller: 'platform',
            voucher: delivery.voucher,
            onNumber: (of) => this.#remember(this.#claims, { of }),
        };
    }

    confirmClaim() {
        const claim = this.#taken(this.#claims);
        if (!claim) {
            return null;
        }
        this.#remember(this.#confirmed, claim);
        return { kind: 'confirm-claim', caller: this.#applicant, of: claim.of };
    }

    reviewClaim() {
        const claim = this.#taken(this.#confirmed);
        return claim && { kind: 'review-claim', caller: 'feixi', of: claim.of, isReturned: this.#random.isLess(0.04) };
    }

    withdrawClaim() {
        const claim = this.#taken(this.#random.isLess(0.5) ? this.#claims : this.#confirmed);
        return claim && { kind: 'withdraw-claim', caller: 'platform', of: claim.of };
    }

    buildBatch() {
        return {
            kind: 'build-batch',
            caller: this.#finance('finance', 'finance2'),
            programme: this.#random.of(this.#programmes),
            most: this.#random.between(1, 20),
            onNumber: (of) => this.#remember(this.#built, { of }),
        };
    }

    /** Mostly the one who may; sometimes the other, who may not when he has done the step before. */
    #finance(usual, other) {
        return this.#random.isLess(0.9) ? usual : other;
    }

    approveBatch() {
        const batch = this.#taken(this.#built);
        if (!batch) {
            return null;
        }
        this.#remember(this.#approved, batch);
        return { kind: 'approve-batch', caller: this.#finance('finance2', 'finance'), of: batch.of };
    }

    noticeBatch() {
        const batch = this.#taken(this.#approved);
        if (!batch) {
            return null;
        }
        this.#remember(this.#noticed, batch, MAX_BATCHES);
        return { kind: 'notice-batch', caller: 'finance', of: batch.of };
    }

    /** How long a notice takes, the stream does not know: it asks again, as with all that follows. */
    proposeInstruction() {
        return this.#ofOne(this.#noticed, 'propose-instruction', 'finance', 'finance2', this.#proposed);
    }

    instruct() {
        return this.#ofOne(this.#proposed, 'instruct', 'finance2', 'finance', this.#instructed);
    }

    bankResults() {
        const step = this.#ofOne(this.#instructed, 'bank-results', 'finance', 'finance2');
        return step && { ...step, badRow: this.#random.isLess(0.3), isTwice: this.#random.isLess(0.1) };
    }

    reinstate() {
        return this.#ofOne(this.#instructed, 'reinstate', 'finance2', 'finance');
    }

    /** @param then the batches that may have come a step further by it */
    #ofOne(batches, kind, usual, other, then = null) {
        const batch = this.#any(batches);
        if (batch && then && !then.includes(batch)) {
            this.#remember(then, batch, MAX_BATCHES);
        }
        return batch && { kind, caller: this.#finance(usual, other), of: batch.of };
    }

    removeLine() {
        const batch = this.#any([...this.#built, ...this.#approved, ...this.#noticed]);
        return batch && { kind: 'remove-line', caller: 'finance', of: batch.of };
    }

    /** Some of what was paid and is asked back has come in. */
    receiveRecovery() {
        return { kind: 'receive-recovery', caller: 'finance', share: this.#random.isLess(0.6) ? 1 : this.#random.share() };
    }

    /** What is nobody's to do who does it. */
    mistake() {
        const random = this.#random;
        const dice = random.share();
        if (dice < 0.4 && this.#reported.length > 0) {
            return { kind: 'accept-delivery', caller: 'platform', of: random.of(this.#reported).of };
        } else if (dice < 0.7 && this.#claims.length > 0) {
            return { kind: 'confirm-claim', caller: 'platform', of: random.of(this.#claims).of };
        } else if (this.#active.length > 0) {
            return { kind: 'deliver', caller: 'application', of: random.of(this.#active).of, quantity: 1 };
        }
        return null;
    }
}
