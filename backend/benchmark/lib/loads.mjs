// Closed loops for peak throughput: wrk for the platform, pgbench for PostgreSQL, with the same number of connections.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './processes.mjs';

const LUA = `
local paths, headers, next = {}, {}, 0
local authorization = os.getenv("BENCHMARK_AUTHORIZATION")
if authorization == "" then authorization = nil end
for line in io.lines(os.getenv("BENCHMARK_PATHS")) do
    local path, tag = line:match("([^\\t]*)\\t(.*)")
    paths[#paths + 1] = path
    headers[#headers + 1] = { Authorization = authorization, ["If-None-Match"] = tag ~= "" and tag or nil }
end
request = function()
    next = next % #paths + 1
    return wrk.format("GET", paths[next], headers[next])
end
done = function(summary, latency)
    local e = summary.errors
    print(string.format('RESULT {"requests":%d,"micros":%d,"errors":%d,"p50":%g,"p99":%g}', summary.requests,
        summary.duration, e.connect + e.read + e.write + e.status + e.timeout, latency:percentile(50), latency:percentile(99)))
end
`;

/**
 * @param requests pairs of a path and the tag to send as If-None-Match, or none
 * @param token the access token to send, null for none; without, that of the benchmark's API client
 */
export async function wrk(platform, { requests, token, connections, seconds }) {
    const bearer = token === undefined ? await platform.token() : token;
    const lua = path.join(platform.output, 'wrk.lua');
    const paths = path.join(platform.output, 'wrk-paths.txt');
    writeFileSync(lua, LUA);
    writeFileSync(paths, requests.map(([request, tag]) => `${request}\t${tag ?? ''}\n`).join(''));
    const { printed } = await run(
        'wrk',
        ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '20s', '-s', lua, platform.base],
        { env: { BENCHMARK_PATHS: paths, BENCHMARK_AUTHORIZATION: bearer === null ? '' : `Bearer ${bearer}` } },
    );
    const result = JSON.parse(/RESULT (.*)/.exec(printed)[1]);
    if (result.errors > 0) {
        throw new Error(`wrk counted ${result.errors} errors of ${result.requests} requests`);
    }
    return {
        operations: result.requests,
        seconds: result.micros / 1e6,
        latencyMs: { p50: result.p50 / 1000, p99: result.p99 / 1000 },
    };
}

/** @param scripts texts, one of which each client takes at random; @param variables their values by name */
export async function pgbench(platform, { scripts, variables, connections, seconds }) {
    const args = ['-n', '-M', 'prepared', '-c', String(connections), '-j', '1', '-T', String(seconds)];
    scripts.forEach((text, i) => {
        const file = path.join(platform.output, `pgbench-${i}.sql`);
        writeFileSync(file, text);
        args.push('-f', file);
    });
    for (const [name, value] of Object.entries(variables)) {
        args.push('-D', `${name}=${value}`);
    }
    const { printed } = await run('pgbench', args, {
        // The platform's statements have long settled on one plan for all values; so shall these from the start.
        env: { ...platform.databaseEnvironment, PGOPTIONS: '-c plan_cache_mode=force_generic_plan' },
    });
    const operations = Number(/actually processed: (\d+)/.exec(printed)[1]);
    return { operations, seconds: operations / Number(/tps = ([\d.]+)/.exec(printed)[1]) };
}
