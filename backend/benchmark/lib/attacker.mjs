// The attacker: a process of its own, so that what it does slows down nobody who is honest. Told when by lib/attack.mjs.
import http from 'node:http';
import net from 'node:net';
import { Random } from './random.mjs';

/** What comes at once, each second: see README.md. */
const RATES = {
    'unknown fields, 2 MB': { perSecond: 2, send: unknownFields },
    'tags:[null × 20,000]': { perSecond: 5, send: tags },
    'lines:[{} × 500,000]': { perSecond: 1, send: lines },
    'nesting, 100,000 deep': { perSecond: 5, send: nesting },
    'long heads': { perSecond: 20, send: longHead },
    'wrong passwords of demo names': { perSecond: 20, send: wrongPassword },
    'invented names': { perSecond: 5, send: inventedName },
    'invented names from an honest address': { perSecond: 5, send: neighbour },
    registrations: { perSecond: 5, send: registration },
    streams: { perSecond: 20, send: stream },
};
/** What is held open: so many connections, begun anew when the platform ends them. */
const HELD = {
    'bodies that stop': { connections: 100, begin: stoppedBody },
    'bodies, a byte each 3 s': { connections: 100, begin: drippingBody },
    'heads, a byte each 3 s': { connections: 50, begin: drippingHead },
    'large bodies, 5 KB a second': { connections: 60, begin: largeBody },
    'answers that nobody reads': { connections: 50, begin: unreadAnswers },
};
const AGAIN_MILLIS = 2_000;
/** Whatever was not ended by then is held by the platform for no reason. */
const MAX_HELD_MILLIS = 90_000;
const TICK_MILLIS = 100;
/** Seconds' worth of requests of one kind that may be under way; what is due beyond them is skipped. */
const MAX_UNDER_WAY_SECONDS = 20;
const MAX_STREAMS = 150;
const UNREAD_ANSWERS = 40;
const UNREAD_MILLIS = 20_000;
/** Of two sockets, in bytes, and then some. */
const MAX_BUFFERED = 16 * 1024 * 1024;
const MAX_EXAMPLES = 5;
const REST_TICK_MILLIS = 20;
const DEMO_NAMES = [
    'province',
    'finance',
    'auditor',
    'sysadmin',
    'hefei',
    'feixi',
    'enterprise',
    'enterprise2',
    'platform',
    'application',
];
const HONEST_ADDRESS = '127.0.0.1';
const CREDIT_CODE = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const FIELDS = JSON.stringify(Object.fromEntries(Array.from({ length: 75_000 }, (_, n) => [`unknown-field-${n}`, n])));
const TAGS = JSON.stringify({ ...newOrganization(0), tags: Array(20_000).fill(null) });
const LINES = JSON.stringify({ programmeId: '01900000-0000-7000-8000-000000000401', lines: Array(500_000).fill({}) });
const NESTING = '['.repeat(100_000);

const { seed, port } = JSON.parse(process.argv[2]);
const random = new Random(seed, 'attacker');
const agent = new http.Agent({ keepAlive: false });
let window = null;
let resting = null;
let number = 0;

process.on('message', (message) => {
    if (message.tokens) {
        clearInterval(resting);
        begin(message);
    } else if (message.cores !== undefined) {
        resting = setInterval(() => burn(message.cores * REST_TICK_MILLIS), REST_TICK_MILLIS);
    } else {
        process.send(end());
    }
});
process.on('disconnect', () => process.exit(0));
process.on('uncaughtException', (failure) => {
    console.error('attacker:', failure);
    process.exit(1);
});

/** Without an attack it takes as much of the machine, which it would not share with the platform if it were real. */
function burn(millis) {
    const until = performance.now() + millis;
    while (performance.now() < until);
}

/** One time of attacking, until it is over: what it has open, and what came of it. */
function begin({ tokens, voucher }) {
    window = { tokens, voucher, open: new Set(), kinds: {}, wrong: [], streams: 0, cpu: process.cpuUsage() };
    const owed = Object.fromEntries(Object.keys(RATES).map((kind) => [kind, 0]));
    const underWay = { ...owed };
    let last = performance.now();
    window.timer = setInterval(() => {
        const seconds = (performance.now() - last) / 1000;
        last += seconds * 1000;
        for (const [kind, { perSecond, send }] of Object.entries(RATES)) {
            owed[kind] += perSecond * seconds;
            for (; owed[kind] >= 1; owed[kind]--) {
                if (underWay[kind] >= perSecond * MAX_UNDER_WAY_SECONDS) {
                    count(window, kind, 'skipped');
                } else {
                    underWay[kind]++;
                    send(kind, window, () => underWay[kind]--);
                }
            }
        }
    }, TICK_MILLIS);
    for (const [kind, { connections, begin: hold }] of Object.entries(HELD)) {
        for (let i = 0; i < connections; i++) {
            hold(kind, window);
        }
    }
}

function end() {
    const over = window;
    window = null;
    clearInterval(over.timer);
    for (const each of over.open) {
        each.destroy();
    }
    const { user, system } = process.cpuUsage(over.cpu);
    return { kinds: over.kinds, wrong: over.wrong, streams: over.streams, cpuSeconds: (user + system) / 1e6 };
}

function count(of, kind, outcome) {
    if (of === window) {
        of.kinds[kind] ??= {};
        of.kinds[kind][outcome] = (of.kinds[kind][outcome] ?? 0) + 1;
    }
}

/** An answer that nobody may get, whatever he sends. */
function look(of, kind, status, text) {
    if (status >= 500 && status !== 503 && of === window && of.wrong.length < MAX_EXAMPLES) {
        of.wrong.push(`${kind}: ${status} ${text.slice(0, 300)}`);
    }
}

function anyAddress() {
    return `127.0.0.${random.between(2, 250)}`;
}

/** Half of it comes from strangers, half from somebody who is signed in. */
function someone(of) {
    return number++ % 2 === 0 ? {} : { Authorization: `Bearer ${of.tokens.small}` };
}

function post(kind, of, done, path, body, headers = {}, from = anyAddress()) {
    request(kind, of, done, { method: 'POST', path, headers: { 'Content-Type': 'application/json', ...headers }, from }, body);
}

function request(kind, of, done, { from, ...options }, body) {
    const sent = http.request({ host: '127.0.0.1', port, localAddress: from, agent, timeout: MAX_HELD_MILLIS, ...options });
    let outcome = null;
    const over = (what) => {
        if (outcome === null) {
            outcome = what;
            count(of, kind, what);
            of.open.delete(sent);
            done();
        }
    };
    of.open.add(sent);
    sent.on('response', (response) => {
        let text = '';
        response.on('data', (data) => (text = text.length < 300 ? text + data : text));
        response.on('end', () => {
            look(of, kind, response.statusCode, text);
            over(String(response.statusCode));
        });
        response.on('error', () => over(String(response.statusCode)));
    });
    sent.on('timeout', () => {
        over('not answered');
        sent.destroy();
    });
    sent.on('error', (failure) => over(failure.code ?? failure.message));
    sent.on('close', () => over('cut off'));
    sent.end(body);
}

function unknownFields(kind, of, done) {
    post(kind, of, done, number % 3 === 0 ? '/api/v1/sessions' : '/api/v1/organizations', FIELDS, someone(of));
}

function tags(kind, of, done) {
    post(kind, of, done, '/api/v1/organizations', TAGS, someone(of));
}

function lines(kind, of, done) {
    post(kind, of, done, '/api/v1/voucher-applications', LINES, { Authorization: `Bearer ${of.tokens.small}` });
}

function nesting(kind, of, done) {
    const body = number % 4 < 2 ? NESTING : `{"a":${NESTING}`;
    post(kind, of, done, number % 3 === 0 ? '/api/v1/sessions' : '/api/v1/organizations', body, someone(of));
}

/** Just within what is allowed, just beyond it, and beyond what the server itself takes; in few headers and in many. */
function longHead(kind, of, done) {
    const bytes = random.of([19_000, 30_000, 60_000, 80_000]);
    const many = random.isLess(0.5);
    const headers = many
        ? Object.fromEntries(Array.from({ length: Math.floor(bytes / 20) }, (_, n) => [`X-Long-${n}`, 'long']))
        : { 'X-Long': 'x'.repeat(bytes) };
    const path = random.isLess(0.2) ? `/api/v1/offerings?q=${'x'.repeat(bytes)}` : '/api/v1/offerings?limit=1';
    request(kind, of, done, { method: 'GET', path, headers, from: anyAddress() });
}

function wrongPassword(kind, of, done) {
    signIn(kind, of, done, random.of(DEMO_NAMES), anyAddress());
}

function inventedName(kind, of, done) {
    signIn(kind, of, done, `nobody-${seed}-${number++}`, anyAddress());
}

/** Somebody who shares an address with those who sign in rightly, guessing at names that are not theirs. */
function neighbour(kind, of, done) {
    signIn(kind, of, done, `neighbour-${seed}-${number++}`, HONEST_ADDRESS);
}

function signIn(kind, of, done, username, from) {
    post(kind, of, done, '/api/v1/sessions', JSON.stringify({ username, password: `wrong-${number++}` }), {}, from);
}

function registration(kind, of, done) {
    post(kind, of, done, '/api/v1/organizations', JSON.stringify(newOrganization(++number)), {
        'Idempotency-Key': `attack-${number}`,
    });
}

function newOrganization(n) {
    const username = `attacker-${n}`;
    return {
        creditCode: creditCode(n),
        kind: 'ENTERPRISE',
        nameZh: `来袭企业${n}`,
        regionCode: '340123',
        owner: { username, displayName: '来袭者', email: `${username}@example.cn`, password: 'Kestrel over the wide marsh 41' },
    };
}

/** Of GB 32100-2015, its check character included. */
function creditCode(n) {
    const body = `91340123${String(n).padStart(9, '7')}`;
    const sum = [...body].reduce((so, character, i) => so + CREDIT_CODE.indexOf(character) * (3 ** i % 31), 0);
    return body + CREDIT_CODE[(31 - (sum % 31)) % 31];
}

/** Opened up to the cap of one caller and past it, and held until all is over. */
function stream(kind, of, done) {
    if (of.streams >= MAX_STREAMS) {
        done();
        return;
    }
    const sent = http.request({
        host: '127.0.0.1',
        port,
        agent,
        localAddress: anyAddress(),
        path: `/api/v1/vouchers/${of.voucher}/events`,
        headers: { Authorization: `Bearer ${of.tokens.holder}`, Accept: 'text/event-stream' },
    });
    let isOpen = false;
    of.open.add(sent);
    sent.on('response', (response) => {
        count(of, kind, String(response.statusCode));
        if (response.statusCode === 200) {
            isOpen = true;
            of.streams++;
        }
        let text = '';
        response.on('data', (data) => (text = text.length < 300 ? text + data : text));
        response.on('end', () => look(of, kind, response.statusCode, text));
        response.on('error', () => {});
    });
    sent.on('error', (failure) => count(of, kind, failure.code ?? failure.message));
    sent.on('close', () => {
        of.open.delete(sent);
        of.streams -= isOpen && of === window ? 1 : 0;
        done();
    });
    sent.end();
}

function stoppedBody(kind, of) {
    const [head, body] = slowRequest(of);
    hold(kind, of, stoppedBody, head + body.slice(0, 400));
}

function drippingBody(kind, of) {
    const [head, body] = slowRequest(of);
    hold(kind, of, drippingBody, head, { text: body, bytes: 1, millis: 3_000 });
}

function drippingHead(kind, of) {
    hold(kind, of, drippingHead, 'GET /api/v1/offerings HTTP/1.1\r\nX-Slow: ', {
        text: 'x'.repeat(1_000),
        bytes: 1,
        millis: 3_000,
    });
}

/** More at once than the platform keeps in memory, and the rest just as fast as it must be. */
function largeBody(kind, of) {
    const [head, body] = slowRequest(of, 600_000);
    hold(kind, of, largeBody, head + body.slice(0, 60_000), { text: body.slice(60_000), bytes: 5_000, millis: 1_000 });
}

/** More than the buffers on the way hold; what comes when they are read at last tells whether the platform has waited. */
function unreadAnswers(kind, of) {
    const path = number++ % 2 === 0 ? '/openapi' : '/api/v1/offerings?limit=200';
    const socket = net.connect({ host: '127.0.0.1', port, localAddress: anyAddress() });
    let bytes = 0;
    of.open.add(socket);
    const late = setTimeout(() => socket.on('data', (data) => (bytes += data.length)), UNREAD_MILLIS);
    socket.on('connect', () => socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`.repeat(UNREAD_ANSWERS)));
    socket.on('error', () => {});
    socket.on('close', () => {
        clearTimeout(late);
        of.open.delete(socket);
        count(of, kind, bytes < MAX_BUFFERED ? 'cut off' : 'never ended');
        setTimeout(() => of === window && unreadAnswers(kind, of), AGAIN_MILLIS);
    });
}

function slowRequest(of, bytes = 1_000) {
    const body = JSON.stringify({ username: 'nobody', password: 'x'.repeat(bytes) });
    const { Authorization } = someone(of);
    const path = Authorization ? '/api/v1/voucher-applications' : '/api/v1/sessions';
    return [
        `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n` +
            `${Authorization ? `Authorization: ${Authorization}\r\nIdempotency-Key: slow-${number}\r\n` : ''}\r\n`,
        body,
    ];
}

/** A connection that is never done, and the next one when the platform has had enough of it. */
function hold(kind, of, again, first, drip = null) {
    const socket = net.connect({ host: '127.0.0.1', port, localAddress: anyAddress() });
    let text = '';
    let at = 0;
    of.open.add(socket);
    const dripping =
        drip &&
        setInterval(() => {
            if (socket.writable && at < drip.text.length) {
                socket.write(drip.text.slice(at, (at += drip.bytes)));
            }
        }, drip.millis);
    const late = setTimeout(() => {
        count(of, kind, 'never ended');
        socket.destroy();
    }, MAX_HELD_MILLIS);
    socket.on('connect', () => socket.write(first));
    socket.on('data', (data) => (text = text.length < 1_000 ? text + data : text));
    socket.on('error', () => {});
    socket.on('close', () => {
        clearInterval(dripping);
        clearTimeout(late);
        of.open.delete(socket);
        const status = /^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 'cut off';
        count(of, kind, status);
        look(of, kind, Number(status), text);
        setTimeout(() => of === window && again(kind, of), AGAIN_MILLIS);
    });
}
