// What the clients of the torture do, decided by the seed alone: whatever is answered, the next operation is the same.
import { CALLERS } from './funding.mjs';
import { MoneyStream } from './money-stream.mjs';
import { Random } from './random.mjs';

const HOT_VOUCHERS = 64;
const MAX_REMEMBERED = 400;
const DUPLICATES = 0.05;
const ABORTED = 0.02;
const LONGEST_ABORT_MILLIS = 25;
const CITY = '340100';
/** What money is moved between: the pool, a city, a county of it, and a city that has none in the beginning. */
const REGIONS = ['340000', CITY, '340123', '340200'];

/**
 * The operations of one client in order. It plans as if all went well, so most are allowed and some are not: others use
 * the same vouchers, time ends some, and a share is wrong on purpose.
 *
 * <p>An operation names its caller and its voucher, or the operation whose reservation or redemption it is about.
 */
export class Stream {
    #random;
    #client;
    #clients;
    #vouchers;
    #offerings;
    #applicant;
    #number = 0;
    #holds = [];
    #captures = [];
    #frozen = [];
    #proposed = [];
    #revoked = new Set();
    #waiting = [];
    #programmes;
    /** Applications by how far they are, then notices, then what was granted. */
    #drafts = [];
    #submitted = [];
    #inTheCity = [];
    #approved = [];
    #notices = [];
    #granted = [];
    #movements = [];
    /** Orders and what follows from them, as a share of all steps; null where there are none. */
    #money = null;
    #moneyShare = 0;

    constructor(seed, client, { clients, vouchers, offerings, applicants, money }) {
        this.#random = new Random(seed, 'client', client);
        this.#client = client;
        this.#clients = clients;
        this.#vouchers = vouchers;
        this.#offerings = offerings;
        this.#applicant = applicants[client];
        this.#programmes = [...new Set(vouchers.map(({ programme }) => programme))];
        if (money !== null) {
            this.#moneyShare = money.share;
            this.#money = new MoneyStream(new Random(seed, 'money', client), {
                applicant: this.#applicant,
                vouchers: money.vouchers[client].length,
                programmes: this.#programmes,
            });
        }
    }

    next() {
        const planned = this.#waiting.shift() ?? (this.#isMoney() ? this.#money.next() : this.#plan());
        const random = this.#random;
        const number = this.#number++;
        const isDuplicated = random.isLess(DUPLICATES);
        const abortAfter = random.isLess(ABORTED) ? random.between(0, LONGEST_ABORT_MILLIS) : null;
        planned.onNumber?.(number);
        delete planned.onNumber;
        return { number, ...planned, isDuplicated, abortAfter };
    }

    #isMoney() {
        return this.#money !== null && this.#random.isLess(this.#moneyShare);
    }

    #plan() {
        const dice = this.#random.share();
        if (dice < 0.29) {
            return this.#reserve();
        } else if (dice < 0.33) {
            return this.#reserveAcross();
        } else if (dice < 0.53) {
            return this.#take(this.#holds, (hold) => this.#capture(hold));
        } else if (dice < 0.61) {
            return this.#take(this.#holds, (hold) => this.#release(hold));
        } else if (dice < 0.72) {
            return this.#take(this.#captures, (captured) => this.#refund(captured));
        } else if (dice < 0.86) {
            return this.#furtherAnApplication();
        } else if (dice < 0.89) {
            return this.#moveMoney();
        } else if (dice < 0.925) {
            return this.#measure('freeze', this.#voucher(0.02));
        } else if (dice < 0.967) {
            return this.#frozen.length > 0 ? this.#measure('unfreeze', this.#frozen.shift()) : this.#reserve();
        } else if (dice < 0.969) {
            return this.#revoke();
        } else if (dice < 0.985) {
            return this.#captureAndReleaseAtOnce();
        }
        return this.#mistake();
    }

    /** @param hot how often it is one that all clients use; measures on those would stop everybody */
    #voucher(hot = 0.2) {
        const count = this.#vouchers.length;
        const own = Math.floor((count - HOT_VOUCHERS) / this.#clients);
        for (let tries = 0; ; tries++) {
            const isHot = this.#random.isLess(hot);
            const index = isHot
                ? this.#random.between(0, Math.min(HOT_VOUCHERS, count) - 1)
                : Math.min(count - 1, HOT_VOUCHERS + this.#client * own + this.#random.between(0, Math.max(0, own - 1)));
            if (tries > 20 || (!this.#frozen.includes(index) && !this.#revoked.has(index))) {
                return index;
            }
        }
    }

    #remember(list, one) {
        list.push(one);
        if (list.length > MAX_REMEMBERED) {
            list.splice(this.#random.between(0, list.length - 1), 1);
        }
    }

    #take(list, use) {
        return list.length > 0 ? use(this.#any(list)) : this.#reserve();
    }

    #reserve() {
        return this.#granted.length > 0 && this.#random.isLess(0.3) ? this.#reserveGranted() : this.#reserveFunded();
    }

    /** From a voucher that was applied for meanwhile, unless somebody had a reason not to issue it. */
    #reserveGranted() {
        const random = this.#random;
        const offering = random.of(this.#offerings);
        const amount = random.between(100, 4_000);
        return {
            kind: 'reserve',
            caller: this.#applicant,
            voucherOf: random.of(this.#granted),
            offering: offering.index,
            amounts: [amount],
            seconds: random.isLess(0.08) ? random.between(1, 20) : null,
            onNumber: (number) => this.#remember(this.#holds, { holder: this.#applicant, offering, amount, of: number }),
        };
    }

    #reserveFunded() {
        const random = this.#random;
        const voucher = this.#voucher();
        const offering = random.of(this.#offerings);
        const amounts = Array.from({ length: random.isLess(0.2) ? 2 : 1 }, () => random.between(100, 4_000));
        const { holder } = this.#vouchers[voucher];
        const hold = { holder, offering, amount: amounts.reduce((sum, each) => sum + each) };
        return {
            kind: 'reserve',
            caller: holder,
            vouchers: [voucher],
            offering: offering.index,
            amounts,
            seconds: random.isLess(0.08) ? random.between(1, 20) : null,
            onNumber: (number) => this.#remember(this.#holds, { ...hold, of: number }),
        };
    }

    #reserveAcross() {
        const random = this.#random;
        const first = this.#voucher();
        const { holder } = this.#vouchers[first];
        const others = Array.from({ length: random.between(1, 5) }, () => this.#voucher());
        const vouchers = [...new Set([first, ...others])].filter((index) => this.#vouchers[index].holder === holder);
        const offering = random.of(this.#offerings);
        // Sometimes more than the first has, so that the next is needed.
        const amount = random.isLess(0.2)
            ? this.#vouchers[first].face + random.between(1, 10_000)
            : random.between(100, 20_000);
        return {
            kind: 'reserve-across',
            caller: holder,
            vouchers,
            offering: offering.index,
            amounts: [amount],
            seconds: random.between(5, 60),
            onNumber: (number) => this.#remember(this.#holds, { holder, offering, amount: null, of: number }),
        };
    }

    #providerSide(offering) {
        return this.#random.isLess(0.5) ? offering.provider : `${offering.provider}-client`;
    }

    #capture(hold) {
        const random = this.#random;
        const isPart = hold.amount > 1 && random.isLess(0.4);
        const amount = isPart ? random.between(1, hold.amount - 1) : random.isLess(0.5) ? null : hold.amount;
        const captured = { offering: hold.offering, left: amount ?? hold.amount ?? 1 };
        return {
            kind: 'capture',
            caller: this.#providerSide(hold.offering),
            of: hold.of,
            amount,
            onNumber: (number) => this.#remember(this.#captures, { ...captured, of: number }),
        };
    }

    #release(hold) {
        const random = this.#random;
        const holder = random.isLess(0.5) ? hold.holder : this.#providerSide(hold.offering);
        return { kind: 'release', caller: holder, of: hold.of, reason: random.isLess(0.5) ? '订单取消' : null };
    }

    #refund(captured) {
        const random = this.#random;
        const amount = captured.left > 1 && random.isLess(0.6) ? random.between(1, captured.left - 1) : null;
        if (amount !== null) {
            this.#remember(this.#captures, { ...captured, left: captured.left - amount });
        }
        return { kind: 'refund', caller: this.#providerSide(captured.offering), of: captured.of, amount };
    }

    #measure(kind, voucher) {
        if (kind === 'freeze') {
            this.#frozen.push(voucher);
        }
        const { holder } = this.#vouchers[voucher];
        const caller = this.#random.isLess(0.5) ? CALLERS[holder].authority : 'province';
        return { kind, caller, vouchers: [voucher] };
    }

    /** One person proposes it, another approves it. */
    #revoke() {
        if (this.#proposed.length > 0) {
            return { kind: 'approve-revocation', caller: 'province2', vouchers: [this.#proposed.shift()] };
        }
        const voucher = this.#voucher(0);
        this.#revoked.add(voucher);
        this.#proposed.push(voucher);
        return { kind: 'revoke', caller: 'province', vouchers: [voucher] };
    }

    /** One step on the way from a draft to a voucher; those that are furthest on come first, so that some arrive. */
    #furtherAnApplication() {
        const random = this.#random;
        const dice = random.share();
        if (dice < 0.06 && this.#notices.length > 0) {
            return this.#issue();
        } else if (dice < 0.12 && this.#approved.length > 0) {
            return this.#publish();
        } else if (dice < 0.32 && this.#inTheCity.length > 0) {
            return random.isLess(0.3) ? this.#reviewAll() : this.#review('hefei', this.#inTheCity, this.#approved);
        } else if (dice < 0.54 && this.#submitted.length > 0) {
            return this.#review('feixi', this.#submitted, this.#inTheCity);
        } else if (dice < 0.78 && this.#drafts.length > 0) {
            return this.#submit();
        } else if (dice < 0.8) {
            return this.#withdraw();
        }
        return this.#apply();
    }

    #apply() {
        const random = this.#random;
        const programme = random.of(this.#programmes);
        return {
            kind: 'apply',
            caller: this.#applicant,
            programme,
            provider: random.of(this.#offerings).provider,
            baseFen: random.between(20_000, 400_000),
            acceptsLess: random.isLess(0.3),
            onNumber: (number) => this.#remember(this.#drafts, { programme, of: number }),
        };
    }

    #submit() {
        const { programme, of } = this.#any(this.#drafts);
        this.#remember(this.#submitted, { programme, of });
        return { kind: 'submit', caller: this.#applicant, of };
    }

    #review(caller, from, to) {
        const { programme, of } = this.#any(from);
        const isRefused = this.#random.isLess(0.05);
        if (!isRefused) {
            this.#remember(to, { programme, of });
        }
        return { kind: 'review', caller, of, isRefused };
    }

    /** Those of several programmes at once, each with an outcome of its own. */
    #reviewAll() {
        const count = Math.min(this.#inTheCity.length, this.#random.between(2, 8));
        const some = Array.from({ length: count }, () => this.#any(this.#inTheCity));
        some.forEach((one) => this.#remember(this.#approved, one));
        return { kind: 'review-all', caller: 'hefei', ofs: some.map(({ of }) => of) };
    }

    #withdraw() {
        const [some] = [this.#approved, this.#inTheCity, this.#submitted, this.#drafts].filter((list) => list.length > 0);
        return some ? { kind: 'withdraw', caller: this.#applicant, of: this.#any(some).of } : this.#apply();
    }

    /** What was approved of a programme, whoever it was that brought it there. */
    #publish() {
        const { programme } = this.#random.of(this.#approved);
        const granted = this.#approved.filter((one) => one.programme === programme);
        this.#approved = this.#approved.filter((one) => one.programme !== programme);
        return {
            kind: 'publish',
            caller: 'hefei',
            programme,
            region: CITY,
            onNumber: (number) => this.#remember(this.#notices, { of: number, granted }),
        };
    }

    #issue() {
        const { of, granted } = this.#any(this.#notices);
        granted.forEach((one) => this.#remember(this.#granted, one.of));
        // Whoever has published must not issue.
        return { kind: 'issue', caller: this.#random.isLess(0.05) ? 'hefei' : 'province', of };
    }

    /** Money of a programme goes from a region to another: one asks for it, another approves it. */
    #moveMoney() {
        const random = this.#random;
        if (this.#movements.length > 0 && random.isLess(0.5)) {
            const of = this.#any(this.#movements);
            const dice = random.share();
            return dice < 0.1
                ? { kind: 'refuse-movement', caller: 'finance2', of }
                : { kind: 'approve-movement', caller: dice < 0.2 ? 'province' : 'finance', of };
        }
        const from = random.of(REGIONS);
        return {
            kind: 'reallocate',
            caller: 'province',
            programme: random.of(this.#programmes),
            from,
            to: random.of(REGIONS.filter((region) => region !== from)),
            amount: random.between(1, random.isLess(0.1) ? 20_000_000 : 400_000),
            onNumber: (number) => this.#remember(this.#movements, number),
        };
    }

    #any(list) {
        return list.splice(this.#random.between(0, list.length - 1), 1)[0];
    }

    /** Two operations that exclude each other, in flight at the same time. */
    #captureAndReleaseAtOnce() {
        return this.#take(this.#holds, (hold) => {
            this.#waiting.push(this.#release(hold));
            return { ...this.#capture(hold), isBesideNext: true };
        });
    }

    #mistake() {
        const random = this.#random;
        const dice = random.share();
        if (dice < 0.4) {
            const reserve = this.#reserveFunded();
            return { ...reserve, onNumber: undefined, amounts: [this.#vouchers[reserve.vouchers[0]].face + 1] };
        } else if (dice < 0.7 && this.#captures.length > 0) {
            const captured = random.of(this.#captures);
            return { kind: 'refund', caller: this.#providerSide(captured.offering), of: captured.of, amount: 10_000_000 };
        } else if (this.#holds.length > 0) {
            // Of somebody who has nothing to do with it.
            const hold = random.of(this.#holds);
            const other = hold.offering.provider === 'platform' ? 'application' : 'platform';
            return { kind: 'capture', caller: other, of: hold.of, amount: null };
        }
        return this.#reserve();
    }
}

/**
 * Points of a run at which somebody is killed, as numbers of operations, in order; and those at which the platform is away for
 * a month, as far from each other as the last is from the end twice over: then most is due.
 */
export function faults(seed, operations, { jvmKills, databaseKills, months }) {
    const random = new Random(seed, 'faults');
    const at = () => random.between(Math.floor(operations * 0.02), Math.floor(operations * 0.98));
    return [
        ...Array.from({ length: jvmKills }, () => ({ victim: 'jvm', at: at(), millis: random.between(0, 400) })),
        ...Array.from({ length: databaseKills }, () => ({ victim: 'database', at: at(), millis: random.between(0, 400) })),
        ...Array.from({ length: months }, (_, n) => ({
            victim: 'month',
            at: Math.round((operations * (n + 1)) / (months + 2)),
            millis: random.between(0, 400),
        })),
    ].sort((one, other) => one.at - other.at);
}
