// What signing in, verifying a token and the audit trail cost.
import http from 'node:http';
import { compare, window } from './arms.mjs';
import { wrk } from './loads.mjs';
import { spread } from './numbers.mjs';

const PEOPLE = ['enterprise', 'enterprise2', 'platform', 'application', 'auditor', 'hefei', 'wuhu', 'feixi'];
const PASSWORD = 'Dengyun#2018';
const AT_ONCE = 8;

/**
 * Reads with an access token beside the same reads without: of an offering, which shows everybody the same, and of an
 * enterprise by an auditor, which shows more and leaves an audit entry each time.
 */
export async function compareAuthenticated(platform, { ids, rounds, seconds, connections }) {
    const offerings = ids.map((id) => [`/api/v1/offerings/${id}`]);
    const auditor = await signIn(platform, 'auditor');
    const [[organization]] = await platform.sql("SELECT organization_id FROM account WHERE username = 'enterprise'");
    const enterprise = [[`/api/v1/organizations/${organization}`]];
    const read = (requests, token) => () => wrk(platform, { requests, token, connections, seconds });
    return [
        await compare(platform, {
            name: 'GET offering as an API client ÷ as nobody',
            rounds,
            ours: read(offerings, await platform.token()),
            theirs: read(offerings, null),
        }),
        await compare(platform, {
            name: 'GET offering as a person ÷ as nobody',
            rounds,
            ours: read(offerings, await signIn(platform, 'enterprise')),
            theirs: read(offerings, null),
        }),
        await compare(platform, {
            name: 'GET organisation as an auditor, on record ÷ as nobody',
            rounds,
            ours: read(enterprise, auditor),
            theirs: read(enterprise, null),
        }),
    ];
}

/** How many people and systems can sign in, and what the signature of a token costs that was not seen before. */
export async function measureSignIns(platform, { id, tokens, seconds, rounds }) {
    const people = [];
    const systems = [];
    const first = [];
    const again = [];
    let checks = { first: 0, again: 0 };
    for (let round = 0; round < rounds; round++) {
        people.push(await window(platform, () => during(seconds, (n) => signIn(platform, PEOPLE[n % PEOPLE.length]))));
        const fresh = [];
        systems.push(
            await window(platform, async () => {
                await inTurn(tokens, async () => fresh.push(await newToken(platform)));
                return { operations: tokens };
            }),
        );
        const readAll = () => window(platform, async () => {
            await inTurn(tokens, (n) => ask(platform, { path: `/api/v1/offerings/${id}`, token: fresh[n] }));
            return { operations: tokens };
        });
        const before = await verifications(platform);
        first.push(await readAll());
        const between = await verifications(platform);
        again.push(await readAll());
        const after = await verifications(platform);
        checks = { first: checks.first + between - before, again: checks.again + after - between };
    }
    const of = (windows, value) => spread(windows.map(value));
    return {
        tokens: tokens * rounds,
        checks,
        people: { perSecond: of(people, (w) => w.perSecond), cpuMs: of(people, (w) => w.cpuMs.app) },
        systems: { perSecond: of(systems, (w) => w.perSecond), cpuMs: of(systems, (w) => w.cpuMs.app) },
        verification: {
            first: of(first, (w) => w.cpuMs.app),
            again: of(again, (w) => w.cpuMs.app),
            cpuMs: spread(first.map((w, i) => w.cpuMs.app - again[i].cpuMs.app)),
        },
    };
}

/** Several at once until the time is up; those under way are waited for and count. */
async function during(seconds, work) {
    const started = performance.now();
    const elapsed = () => (performance.now() - started) / 1000;
    let operations = 0;
    await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
            while (elapsed() < seconds) {
                await work(operations++);
            }
        }),
    );
    return { operations, seconds: elapsed() };
}

/** So many, several at once. */
async function inTurn(count, work) {
    let next = 0;
    await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
            while (next < count) {
                await work(next++);
            }
        }),
    );
}

const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });

async function signIn(platform, username) {
    const text = await ask(platform, {
        method: 'POST',
        path: '/api/v1/sessions',
        type: 'application/json',
        body: JSON.stringify({ username, password: PASSWORD }),
    });
    return JSON.parse(text).accessToken;
}

async function newToken(platform) {
    const text = await ask(platform, {
        method: 'POST',
        path: '/api/v1/oauth/token',
        type: 'application/x-www-form-urlencoded',
        body: new URLSearchParams({
            grant_type: 'client_credentials',
            client_id: platform.client,
            client_secret: platform.secret,
        }).toString(),
    });
    return JSON.parse(text).access_token;
}

/** Signature checks since the platform started, as it counts them. */
async function verifications(platform) {
    const text = await ask(platform, { path: '/q/metrics' });
    return Number(/^dengyun_token_verifications_total(?:\{.*\})? ([\d.eE+]+)$/m.exec(text)[1]);
}

function ask(platform, { method = 'GET', path, token, type, body }) {
    const headers = {};
    if (token) {
        headers.Authorization = `Bearer ${token}`;
    }
    if (body) {
        headers['Content-Type'] = type;
        headers['Content-Length'] = Buffer.byteLength(body);
    }
    return new Promise((resolve, reject) => {
        const request = http.request(platform.base + path, { method, headers, agent }, (response) => {
            let text = '';
            response.on('data', (data) => (text += data));
            response.on('end', () =>
                response.statusCode < 300
                    ? resolve(text)
                    : reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`)),
            );
        });
        request.on('error', reject);
        request.end(body);
    });
}
