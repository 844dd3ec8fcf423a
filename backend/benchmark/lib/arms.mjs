// Measurements side by side: one window of this, one of that, and again, so that what happens to the machine meanwhile
// happens to both.
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuOf, cpuOfEndedChildren, cpuOfFamily, machineCpu } from './machine.mjs';
import { spread } from './numbers.mjs';

function look(platform) {
    return {
        at: performance.now(),
        app: cpuOf(platform.pid),
        postgres: cpuOfFamily(platform.database.process),
        generator: cpuOfEndedChildren() + process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6,
        machine: machineCpu(),
    };
}

/** What a piece of work took; `work` returns how many operations it did, and may say for how long. */
export async function window(platform, work) {
    const before = look(platform);
    const { operations, seconds, ...more } = await work();
    // Ended connections are counted when their server has buried them.
    await sleep(100);
    const after = look(platform);
    const took = seconds ?? (after.at - before.at) / 1000;
    const part = (name) => ((after[name] - before[name]) * 1000) / operations;
    const own = after.app - before.app + after.postgres - before.postgres + after.generator - before.generator;
    const busy = after.machine.busy - before.machine.busy;
    return {
        operations,
        seconds: took,
        perSecond: operations / took,
        cpuMs: { app: part('app'), postgres: part('postgres'), generator: part('generator') },
        cpuMsTotal: (own * 1000) / operations,
        othersCores: Math.max(0, busy - own) / ((after.at - before.at) / 1000),
        ...more,
    };
}

/**
 * Rounds of two arms in turn.
 *
 * @param prepare is called with the name of an arm before each of its windows, and not measured
 */
export async function compare(platform, { name, rounds, ours, theirs, prepare = async () => {} }) {
    const windows = { ours: [], theirs: [] };
    for (let round = 1; round <= rounds; round++) {
        await prepare('ours');
        windows.ours.push(await window(platform, () => ours(round)));
        await prepare('theirs');
        windows.theirs.push(await window(platform, () => theirs(round)));
        const last = (arm) => Math.round(windows[arm].at(-1).perSecond).toLocaleString('en-US');
        console.log(`  ${name}, round ${round}: ${last('ours')}/s, baseline ${last('theirs')}/s`);
    }
    return summary(name, windows);
}

export function summary(name, windows) {
    const each = (arm, read) => spread(windows[arm].map(read));
    const ratio = (read) => spread(windows.ours.map((our, i) => read(our, windows.theirs[i])));
    return {
        name,
        ratio: ratio((our, their) => our.perSecond / their.perSecond),
        cpuRatio: ratio((our, their) => their.cpuMsTotal / our.cpuMsTotal),
        perSecond: { ours: each('ours', (w) => w.perSecond), theirs: each('theirs', (w) => w.perSecond) },
        cpuMs: {
            app: each('ours', (w) => w.cpuMs.app),
            postgres: each('ours', (w) => w.cpuMs.postgres),
            generator: each('ours', (w) => w.cpuMs.generator),
            theirPostgres: each('theirs', (w) => w.cpuMs.postgres),
            theirGenerator: each('theirs', (w) => w.cpuMs.generator),
        },
        othersCores: spread([...windows.ours, ...windows.theirs].map((w) => w.othersCores)),
        windows,
    };
}
