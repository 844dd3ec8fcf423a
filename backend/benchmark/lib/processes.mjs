// Child processes: run to their end, or kept and ended with us. Nothing else is ever signalled.
import { execFileSync, fork, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const kept = new Set();

/** Runs a program to its end and returns what it printed and the seconds it took. */
export function run(program, args, { env = {}, input, output, seconds = 900 } = {}) {
    return new Promise((resolve, reject) => {
        const started = performance.now();
        const child = spawn(program, args, {
            env: { ...process.env, ...env },
            stdio: ['pipe', output ?? 'pipe', 'pipe'],
        });
        kept.add(child);
        const late = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
        let printed = '';
        let complaints = '';
        child.stdout?.on('data', (data) => (printed += data));
        child.stderr.on('data', (data) => (complaints += data));
        child.stdin.on('error', () => {});
        child.stdin.end(input);
        child.on('error', reject);
        child.on('close', (code) => {
            clearTimeout(late);
            kept.delete(child);
            if (code === 0) {
                resolve({ printed, seconds: (performance.now() - started) / 1000 });
            } else {
                reject(new Error(`${program} ended with ${code}: ${complaints.slice(-800)}${printed.slice(-400)}`));
            }
        });
    });
}

/** Starts a program that goes on; it is ended with this process if not before. */
export function start(program, args, { env, output }) {
    return keep(spawn(program, args, { env, stdio: ['ignore', output, output] }));
}

/** The same with a module of ours, which can be sent messages and answers them. */
export function startModule(file, args) {
    return keep(fork(file, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }));
}

function keep(child) {
    kept.add(child);
    child.on('exit', () => kept.delete(child));
    return child;
}

export function isRunning(child) {
    return kept.has(child);
}

export async function stop(child, seconds = 90) {
    if (!kept.has(child)) {
        return;
    }
    child.kill('SIGTERM');
    for (let waited = 0; kept.has(child) && waited < seconds * 10; waited++) {
        await sleep(100);
    }
    if (kept.has(child)) {
        child.kill('SIGKILL');
    }
}

/** Ends a program at once and waits until it is gone. */
export async function kill(child) {
    if (kept.has(child)) {
        child.kill('SIGKILL');
    }
    while (kept.has(child)) {
        await sleep(5);
    }
}

export async function stopAll() {
    await Promise.all([...kept].map((child) => stop(child)));
}

/** What a program says about itself, first line; empty when it is not there. */
export function say(program, ...args) {
    try {
        return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
            .trim()
            .split('\n')[0];
    } catch {
        return '';
    }
}
