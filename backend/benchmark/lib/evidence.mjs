// The audit trail of a run: complete, and found whole by the platform and by a program that shares no code with it.
import { closeSync, createReadStream, openSync } from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { sha256 } from './history.mjs';
import { send } from './http.mjs';
import { run } from './processes.mjs';

const PATIENCE_MILLIS = 600_000;

/** What an operation is traced by, however often it is sent: its audit entries bear it. */
export function traceOf(key) {
    return sha256(key).slice(0, 32);
}

/**
 * Acknowledged operations of the histories that no entry of a change bears the trace of, as texts.
 *
 * @param silent keys of those that have changed nothing
 */
export async function unnoted(platform, histories, silent) {
    const traces = await platform.sql("SELECT DISTINCT trace_id FROM audit_entry WHERE kind = 'WRITE'");
    const noted = new Set(traces.map(([trace]) => trace));
    const missing = [];
    let operations = 0;
    for (const file of histories) {
        const sent = new Map();
        for await (const line of readline.createInterface({ input: createReadStream(file) })) {
            const [what, operation, ...rest] = line.split('\t');
            if (what === 'S') {
                const [, key, kind] = rest;
                sent.set(operation, { key, kind });
            } else if (rest[0] < '300' && sent.has(operation)) {
                const { key, kind } = sent.get(operation);
                sent.delete(operation);
                operations++;
                if (!noted.has(traceOf(key)) && !silent.has(key)) {
                    missing.push(`${kind} ${key} was acknowledged and is not in the audit trail`);
                }
            }
        }
    }
    return { operations, missing };
}

/** What the platform itself finds once all entries are in the chain. */
export async function verify(platform, tokens) {
    await until(async () => (await platform.sql('SELECT count(*) FROM audit_pending'))[0][0] === '0', 'entries are not chained');
    const headers = { Authorization: `Bearer ${await tokens.get('auditor')}`, 'Idempotency-Key': `torture-${Date.now()}` };
    const begun = await send(platform.base, { path: '/api/v1/audit-verifications', headers });
    if (begun.status !== 202) {
        throw new Error(`the platform does not verify: ${begun.status} ${begun.body}`);
    }
    const { id } = JSON.parse(begun.body);
    let result = null;
    await until(async () => {
        const { body } = await send(platform.base, { method: 'GET', path: `/api/v1/audit-verifications/${id}`, headers });
        ({ result } = JSON.parse(body));
        return result !== null;
    }, 'the verification has not ended');
    return result;
}

/** What the independent program says of an export, which has to pass through where the platform saw its end. */
export async function verifyIndependently(platform, { headPosition, headDigest }) {
    const folder = path.join(platform.repository, 'backend/audit-verifier');
    const exported = path.join(platform.output, 'audit.export');
    const output = openSync(exported, 'w');
    await run('psql', ['-XqAt', '-v', 'ON_ERROR_STOP=1', `--file=${path.join(folder, 'export.sql')}`], {
        env: platform.databaseEnvironment,
        output,
    });
    closeSync(output);
    try {
        const { printed } = await run('java', [
            path.join(folder, 'AuditVerifier.java'),
            `--seen=${headPosition}:${headDigest}`,
            exported,
        ]);
        return { isIntact: true, printed: path.basename(printed.trim()) };
    } catch (failure) {
        return { isIntact: false, printed: failure.message };
    }
}

async function until(isDone, otherwise) {
    for (const started = Date.now(); !(await isDone()); await sleep(500)) {
        if (Date.now() - started > PATIENCE_MILLIS) {
            throw new Error(`${otherwise} after ten minutes`);
        }
    }
}
