// Reads at a fixed rate, alone and while a push is carried out.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Starts reading, as the provider's system unless told; the function it returns ends that and gives the latencies. */
export async function startReading(platform, folder, { paths, rate, authorization }) {
    const file = path.join(platform.output, 'read-paths.txt');
    writeFileSync(file, paths.map((one) => `${one}\n`).join(''));
    const child = spawn(
        'java',
        [
            '-XX:+UseSerialGC',
            '-Xmx64m',
            path.join(folder, 'OpenLoop.java'),
            String(platform.port),
            String(rate),
            file,
            authorization ?? `Bearer ${await platform.token()}`,
            '600',
        ],
        { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    let printed = '';
    child.stdout.on('data', (data) => (printed += data));
    const ended = new Promise((resolve) => child.on('close', resolve));
    // It compiles itself first.
    await sleep(4000);
    return async () => {
        child.stdin.end();
        await ended;
        const result = JSON.parse(printed);
        if (result.failures > 0) {
            throw new Error(`${result.failures} of ${result.requests} reads failed`);
        }
        return result;
    };
}
