// What is left of the platform's work when far more is asked than it can do.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { line } from './clients.mjs';
import { fund, payableOfferings } from './funding.mjs';
import { Tokens } from './http.mjs';
import { run } from './processes.mjs';
import { Random } from './random.mjs';

const CALM = 200;
const CROWD = 1_500;
const TIMES = [3, 10];
const UNLIMITED = 1_000_000;
/** Warm is who does as much as in the window before, give or take; a machine that others use never gets there. */
const SETTLED = 0.05;
const MAX_WARMING = 10;
const VOUCHERS = 3_200;
const AMOUNT = 100;
/** As long as a crowd takes to come together: its connections, and the first wave of all of them at once. */
const GATHERING_SECONDS = 4;
const LEAST_SECONDS = 20;

export class Overload {
    /** @param folder where the generator is */
    constructor(platform, folder, { seconds }) {
        this.platform = platform;
        this.folder = folder;
        this.seconds = Math.max(LEAST_SECONDS, seconds);
        this.tokens = new Tokens(platform.base);
    }

    /** Reads of offerings; then holds, each captured as soon as it is there. */
    async measure(paths) {
        return {
            reads: await this.#crowded('reads', paths.map((one) => `- GET ${one}`)),
            captures: await this.#crowded('captures', await this.#captures()),
        };
    }

    async #captures() {
        const vouchers = await fund(this.platform, new Random('overload'), {
            programmes: 16,
            vouchers: VOUCHERS,
            faceFen: () => 1_000_000_000,
            validSeconds: () => 300 * 86_400,
        });
        const [offering] = (await payableOfferings(this.platform)).filter(({ provider }) => provider === 'platform');
        const provider = await this.#bearer('platform-client');
        const holders = { enterprise: await this.#bearer('enterprise'), enterprise2: await this.#bearer('enterprise2') };
        return vouchers.map(({ id, holder }) => {
            const order = { offeringId: offering.id, externalReference: '{key}', lines: [line(offering.plans[0], AMOUNT)] };
            return (
                `${holders[holder]} POST /api/v1/vouchers/${id}/reservations ${JSON.stringify(order)}\t` +
                `${provider} POST /api/v1/reservations/{id}/captures {}`
            );
        });
    }

    async #bearer(caller) {
        return `Bearer~${await this.tokens.get(caller)}`;
    }

    async #crowded(name, journeys) {
        const file = path.join(this.platform.output, `${name}.txt`);
        writeFileSync(file, journeys.join('\n'));
        const crowd = async (connections, rate) => {
            const { printed } = await run('java', [
                '-XX:+UseSerialGC',
                '-Xmx512m',
                path.join(this.folder, 'Crowd.java'),
                ...[this.platform.port, connections, rate, this.seconds].map(String),
                file,
            ]);
            const result = JSON.parse(printed);
            const counted = result.bySecond.slice(GATHERING_SECONDS);
            return { ...result, perSecond: counted.reduce((a, b) => a + b, 0) / counted.length };
        };
        const { windows, isSettled } = await warmed(() => crowd(CALM, UNLIMITED));
        console.log(
            `  ${name} at ${CALM}: ${windows.map(({ perSecond }) => Math.round(perSecond)).join(', ')}/s` +
                `${isSettled ? '' : ', and not settled'}`,
        );
        const crowds = [];
        let before = windows.at(-1);
        for (const times of TIMES) {
            const found = await crowd(CROWD, times * before.perSecond);
            // At once behind it, half of what it can do: how long until nothing of the crowd is left.
            const after = await crowd(CALM, before.perSecond / 2);
            const calm = await crowd(CALM, UNLIMITED);
            // The better of its neighbours in time, for the machine is not the same all along.
            const best = calm.perSecond > before.perSecond ? calm : before;
            crowds.push({ times, best, goodput: found.perSecond / best.perSecond, ...found, after });
            before = calm;
            console.log(
                `  ${name} × ${times}: ${Math.round(found.perSecond)}/s of ${Math.round(best.perSecond)}/s, refused` +
                    ` ${found.refused.count} (p99 ${found.refused.p99Ms} ms, of follow-ups ${found.refused.followUps}),` +
                    ` answered p99 ${found.answered.p99Ms} ms; after it ${after.bySecond} (p99 ${after.answered.p99Ms} ms)` +
                    `${found.others ? `; ${found.others} others: ${found.other}` : ''}`,
            );
            await sleep(1_000);
        }
        return { warming: windows.map(({ perSecond }) => perSecond), isSettled, crowds };
    }
}

/** Windows until two in a row say the same. */
async function warmed(window) {
    const windows = [await window()];
    let isSettled = false;
    while (!isSettled && windows.length < MAX_WARMING) {
        const next = await window();
        isSettled = Math.abs(next.perSecond / windows.at(-1).perSecond - 1) < SETTLED;
        windows.push(next);
    }
    return { windows, isSettled };
}
