// How much honest people get done without and with an attack beside them, in windows that take turns.
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CALLERS } from './funding.mjs';
import { backOff, send, signIn } from './http.mjs';
import { cpuOf, cpuOfFamily, memoryOf } from './machine.mjs';
import { median } from './numbers.mjs';
import { isRunning, startModule } from './processes.mjs';

/** Honest people, each from an address of his own, who sign in again as soon as they are in. */
export const PEOPLE = 4;
/** Of what is done without the attack. */
const LEAST = { captures: 0.8, signIns: 0.5 };
const LONGEST_WINDOW_SECONDS = 60;
const LEAST_WINDOWS = 8;
/** At the end, so that nobody stops working within the last window. */
const MARGIN_MILLIS = 1_000;
/** At the beginning of a window, in which what was begun in the one before comes to an end. */
const SETTLING_SECONDS = 5;
const STREAMS_OF_A_CALLER = 100;
const program = path.join(path.dirname(fileURLToPath(import.meta.url)), 'attacker.mjs');

export class Attack {
    #windows = [];
    #attacks = [];
    #signIns = 0;
    #refusals = {};
    #isOver = false;

    /**
     * @param people names of those who sign in
     * @param small an enterprise that attacks while it is signed in
     * @param voucher what streams are opened on, by its holder
     */
    constructor({ platform, tokens, tally, options, people, small, voucher }) {
        this.platform = platform;
        this.tokens = tokens;
        this.tally = tally;
        this.people = people;
        this.small = small;
        this.voucher = voucher;
        this.options = options;
    }

    /** Everybody is where he usually is: who comes to an address for the first time pays for what others there have done. */
    async prepare() {
        for (const name of Object.keys(CALLERS)) {
            await this.tokens.get(name);
        }
    }

    /** Windows without and with the attack until then; the first, in which all is still being compiled, does not count. */
    async run(until) {
        const { seed } = this.options;
        this.attacker = startModule(program, [JSON.stringify({ seed, port: this.platform.port })]);
        const people = this.people.map((name, n) => this.#signInAgainAndAgain(name, `127.0.1.${n + 1}`));
        const began = performance.now();
        const pairs = Math.ceil(Math.max(LEAST_WINDOWS, (this.options.minutes * 60) / LONGEST_WINDOW_SECONDS) / 2);
        const millis = (until - MARGIN_MILLIS - began) / (2 * pairs + 1);
        this.seconds = millis / 1000;
        await sleep(millis);
        for (let i = 0; i < 2 * pairs; i++) {
            await this.#window(i % 2 === 1, began + (i + 2) * millis);
        }
        this.#isOver = true;
        await Promise.all(people);
        this.attacker.disconnect();
        return this.#result();
    }

    async #window(isAttacked, ends) {
        if (isAttacked) {
            const [small, holder] = await Promise.all([this.tokens.get(this.small), this.tokens.get(this.voucher.holder)]);
            this.attacker.send({ tokens: { small, holder }, voucher: this.voucher.id });
        }
        if (!isAttacked) {
            this.attacker.send({ cores: this.#attacks.at(-1)?.cores ?? 0 });
        }
        await sleep(SETTLING_SECONDS * 1000);
        const before = this.#count();
        await sleep(ends - before.at);
        const after = this.#count();
        const seconds = (after.at - before.at) / 1000;
        const each = (name) => (after[name] - before[name]) / seconds;
        const window = {
            isAttacked,
            captures: each('captures'),
            operations: each('operations'),
            signIns: each('signIns'),
            cores: { platform: each('platformCpu'), postgres: each('postgresCpu') },
        };
        if (isAttacked) {
            const attack = await this.#attackEnded();
            window.cores.attacker = attack.cpuSeconds / this.seconds;
            this.#attacks.push({ ...attack, cores: window.cores.attacker });
        }
        this.#windows.push(window);
        const { captures, signIns, cores } = window;
        console.log(
            `  ${isAttacked ? 'attacked' : 'calm'}: ${captures.toFixed(1)} captures, ${signIns.toFixed(1)} sign-ins a second;` +
                ` cores: ${Object.entries(cores)
                    .map(([name, value]) => `${name} ${value.toFixed(2)}`)
                    .join(', ')}`,
        );
    }

    #count() {
        const captures = Object.entries(this.tally.statuses).filter(([name]) => /^capture 2/.test(name));
        return {
            at: performance.now(),
            captures: captures.reduce((sum, [, count]) => sum + count, 0),
            operations: this.tally.operations,
            signIns: this.#signIns,
            platformCpu: cpuOf(this.platform.process.pid),
            postgresCpu: cpuOfFamily(this.platform.database.process),
        };
    }

    #attackEnded() {
        return new Promise((resolve, reject) => {
            const gone = () => reject(new Error('the attacker is gone'));
            this.attacker.once('exit', gone);
            this.attacker.once('message', (attack) => {
                this.attacker.off('exit', gone);
                resolve(attack);
            });
            if (!isRunning(this.attacker)) {
                reject(new Error('the attacker is gone'));
            }
            this.attacker.send({});
        });
    }

    async #signInAgainAndAgain(name, from) {
        for (let tries = 0; !this.#isOver;) {
            const { status, body, failure } = await send(this.platform.base, { ...signIn(name), from });
            if (status === 201) {
                this.#signIns++;
                tries = 0;
                continue;
            }
            const reason = failure ?? `${status} ${JSON.parse(body).code}`;
            this.#refusals[reason] = (this.#refusals[reason] ?? 0) + 1;
            if (status >= 500 && status !== 503) {
                this.tally.finding(`sign-in of ${name}: ${status} ${body.slice(0, 300)}`);
            }
            await backOff(tries++);
        }
    }

    #result() {
        const of = (isAttacked, name) =>
            median(this.#windows.filter((one) => one.isAttacked === isAttacked).map((one) => one[name]));
        const ratios = Object.fromEntries(
            Object.keys(LEAST).map((name) => [name, { calm: of(false, name), attacked: of(true, name), least: LEAST[name] }]),
        );
        for (const [name, one] of Object.entries(ratios)) {
            one.ratio = one.attacked / one.calm;
            // No number is no proof either.
            if (!(one.ratio >= one.least)) {
                this.tally.finding(`${name} keep ${one.ratio} of their rate under the attack, not ${one.least}`);
            }
        }
        const kinds = {};
        for (const attack of this.#attacks) {
            attack.wrong.forEach((answer) => this.tally.finding(`attacker: ${answer}`));
            if (attack.streams !== STREAMS_OF_A_CALLER) {
                this.tally.finding(`${attack.streams} streams of one caller were open, not ${STREAMS_OF_A_CALLER}`);
            }
            for (const [kind, outcomes] of Object.entries(attack.kinds)) {
                kinds[kind] ??= {};
                for (const [outcome, count] of Object.entries(outcomes)) {
                    kinds[kind][outcome] = (kinds[kind][outcome] ?? 0) + count;
                }
            }
        }
        for (const [kind, outcomes] of Object.entries(kinds)) {
            if (outcomes['never ended'] || outcomes['not answered']) {
                this.tally.finding(`${kind}: ${JSON.stringify(outcomes)}`);
            }
        }
        return {
            seconds: this.seconds,
            windows: this.#windows,
            ratios,
            kinds,
            signIns: this.#signIns,
            refusals: this.#refusals,
            memory: memoryOf(this.platform.process.pid),
        };
    }
}
