// Kills the platform and its database when their time has come, and sees to it that the platform comes back.
import { setTimeout as sleep } from 'node:timers/promises';
import { send } from './http.mjs';
import { caughtUp } from './money-checks.mjs';
import { MONTH_DAYS } from './money-requests.mjs';
import { isRunning } from './processes.mjs';
import { quantile } from './numbers.mjs';

const LOOK_MILLIS = 20;
const DATABASE_BACK_MILLIS = 120_000;
const MONTH_MILLIS = MONTH_DAYS * 86_400_000;

export class Killer {
    #platform;
    #faults;
    #tally;
    #clock;
    #isOver = false;
    #isBusy = false;
    kills = { jvm: 0, database: 0, month: 0 };
    unasked = 0;
    #away = { jvm: [], database: [], month: [] };

    /** @param clock how far the platform's clock is ahead of ours, for all who write down what time it is there */
    constructor(platform, faults, tally, clock) {
        this.#platform = platform;
        this.#faults = [...faults];
        this.#tally = tally;
        this.#clock = clock;
        // Whoever is faster than a fault takes waits at the next: else a short run is over before it has seen them.
        clock.mayGoOn = () => !(this.#isBusy && this.#isDue);
    }

    get #isDue() {
        return this.#faults.length > 0 && this.#tally.operations >= this.#faults[0].at;
    }

    /** Until it is told to end. */
    async run() {
        while (!this.#isOver || this.#isDue) {
            await sleep(LOOK_MILLIS);
            if (!isRunning(this.#platform.process)) {
                this.unasked++;
                this.#tally.finding('the platform ended without being killed; see platform.log');
                await this.#platform.start();
            }
            if (this.#isDue) {
                this.#isBusy = true;
                await this.#carryOut(this.#faults.shift());
                this.#isBusy = false;
            }
        }
    }

    /** How many faults have not come to pass. */
    get left() {
        return this.#faults.length;
    }

    end() {
        this.#isOver = true;
    }

    get summary() {
        const of = (victim) => ({
            kills: this.kills[victim],
            awaySeconds: {
                median: quantile(this.#away[victim], 0.5),
                max: this.#away[victim].length > 0 ? Math.max(...this.#away[victim]) : null,
            },
        });
        return { jvm: of('jvm'), database: of('database'), month: of('month'), endedUnasked: this.unasked };
    }

    async #carryOut({ victim, millis }) {
        // Somewhere within a request and not always at the same place of it.
        await sleep(millis);
        const started = performance.now();
        if (victim === 'jvm') {
            await this.#platform.kill();
            this.kills.jvm++;
            await this.#platform.start();
        } else if (victim === 'month') {
            // As if nobody had started it again for so long: all that is due meanwhile is due at once.
            await this.#platform.kill();
            this.kills.month++;
            await this.#platform.moveClock(MONTH_MILLIS);
            await this.#platform.confirmOfferings();
            this.#clock.aheadMillis += MONTH_MILLIS;
            await this.#platform.start();
            // Nobody is killed before a month's work is done, or never would be.
            await caughtUp(this.#platform);
        } else {
            const server = this.#platform.killDatabase();
            if (server === null) {
                return;
            }
            this.kills.database++;
            await this.#databaseIsBack(server, started);
        }
        const seconds = (performance.now() - started) / 1000;
        this.#away[victim].push(seconds);
        console.log(
            `  ${this.#tally.operations} operations: ${victim} killed, back after ${seconds.toFixed(1)} s` +
                ` (${this.#tally.retries} retries until now)`,
        );
    }

    async #databaseIsBack(killed, started) {
        while (performance.now() - started < DATABASE_BACK_MILLIS) {
            await sleep(50);
            if (!isRunning(this.#platform.process)) {
                return;
            }
            const server = this.#platform.databaseProcess();
            if (server !== null && server !== killed) {
                const { status } = await send(this.#platform.base, { method: 'GET', path: '/api/v1/offerings?limit=1' });
                if (status === 200) {
                    return;
                }
            }
        }
        this.#tally.finding('the database did not come back within two minutes');
    }
}
