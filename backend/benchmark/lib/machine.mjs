// What the machine is, and who used its processors.
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, readdirSync, unlinkSync, writeSync } from 'node:fs';
import os from 'node:os';
import { say } from './processes.mjs';
import { median, quantile } from './numbers.mjs';

const TICKS_PER_SECOND = Number(say('getconf', 'CLK_TCK') || 100);

export function facts(folder, repository) {
    return {
        at: new Date().toISOString(),
        cpu: os.cpus()[0]?.model ?? 'unknown',
        cores: os.cpus().length,
        memoryMiB: Math.round(os.totalmem() / 2 ** 20),
        kernel: `${os.type()} ${os.release()}`,
        java: say('java', '--version') || 'unknown',
        node: process.version,
        pgbench: say('pgbench', '--version'),
        wrk: 'wrk',
        commit: say('git', '-C', repository, 'describe', '--always', '--dirty', '--abbrev=12'),
        loadAverageBefore: os.loadavg().map((value) => Math.round(value * 100) / 100),
        flush: flushMillis(folder),
    };
}

/** The time an 8 KiB write needs to reach the disk, in milliseconds. */
function flushMillis(folder) {
    const path = `${folder}/flush-test`;
    const file = openSync(path, 'w');
    const page = Buffer.alloc(8192, 1);
    const times = [];
    for (let i = 0; i < 100; i++) {
        const started = performance.now();
        writeSync(file, page, 0, page.length, 0);
        fsyncSync(file);
        times.push(performance.now() - started);
    }
    closeSync(file);
    unlinkSync(path);
    return { medianMs: median(times), p95Ms: quantile(times, 0.95) };
}

function stat(process) {
    const text = readFileSync(`/proc/${process}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return {
        parent: Number(fields[1]),
        own: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
        reaped: (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND,
    };
}

/** Processor seconds a process has used; 0 for none. */
export function cpuOf(process) {
    return process ? stat(process).own : 0;
}

/** Processor seconds of this process's ended children: the generators. */
export function cpuOfEndedChildren() {
    return stat('self').reaped;
}

/** Processor seconds a server with one process a connection has used, those of ended connections included. */
export function cpuOfFamily(parent) {
    if (!parent) {
        return 0;
    }
    const own = stat(parent);
    return childrenOf(parent).reduce((sum, child) => sum + child.own, own.own + own.reaped);
}

export function childrenOf(parent) {
    const children = [];
    for (const entry of readdirSync('/proc')) {
        if (!/^\d+$/.test(entry)) {
            continue;
        }
        try {
            const found = stat(entry);
            if (found.parent === parent) {
                children.push({ ...found, id: Number(entry) });
            }
        } catch {
            // It ended between the two looks.
        }
    }
    return children;
}

/** Busy processor seconds of the whole machine, and those stolen by its host. */
export function machineCpu() {
    const [, user, nice, system, , , irq, softirq, steal] = readFileSync('/proc/stat', 'utf8')
        .split('\n')[0]
        .split(/\s+/)
        .map(Number);
    return { busy: (user + nice + system + irq + softirq) / TICKS_PER_SECOND, stolen: steal / TICKS_PER_SECOND };
}

/** Resident memory in MiB, now and at its highest. */
export function memoryOf(process) {
    const status = readFileSync(`/proc/${process}/status`, 'utf8');
    const read = (name) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]) / 1024);
    return { residentMiB: read('VmRSS'), peakMiB: read('VmHWM') };
}

/** Memory of a family of processes, pages they share counted once; null where that may not be read. */
export function memoryOfFamily(parent) {
    try {
        const all = [{ id: parent }, ...childrenOf(parent)];
        const kib = all
            .filter(({ id }) => existsSync(`/proc/${id}/smaps_rollup`))
            .map(({ id }) => Number(/Pss:\s+(\d+)/.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))?.[1] ?? 0));
        return Math.round(kib.reduce((sum, value) => sum + value, 0) / 1024);
    } catch {
        return null;
    }
}
