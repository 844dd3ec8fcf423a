// Requests that may be cut off, duplicated and repeated.
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { CALLERS } from './funding.mjs';

const PASSWORD = 'Dengyun#2018';
/** A token lasts 15 minutes; from then on its owner sees to the next one, and goes on with this one meanwhile. */
const TOKEN_MILLIS = 480_000;
const LIFE_MILLIS = 840_000;
/** Until he tries again where that has failed. */
const RETRY_MILLIS = 10_000;
const PATIENCE_MILLIS = 30_000;
const agent = new http.Agent({ keepAlive: true, maxSockets: 128 });

/**
 * One request; its status and body as they came, or the reason why none came.
 *
 * @param abortAfter milliseconds after which the socket is cut; null: never
 * @param from the address that it comes from, where it matters
 */
export function send(base, { method = 'POST', path, headers = {}, body, abortAfter = null, from }) {
    return new Promise((resolve) => {
        const bytes = body === undefined ? undefined : Buffer.from(body);
        const request = http.request(
            base + path,
            {
                method,
                agent,
                localAddress: from,
                timeout: PATIENCE_MILLIS,
                headers: bytes ? { 'Content-Type': 'application/json', 'Content-Length': bytes.length, ...headers } : headers,
            },
            (response) => {
                const parts = [];
                response.on('data', (part) => parts.push(part));
                response.on('end', () => resolve({ status: response.statusCode, body: Buffer.concat(parts).toString() }));
                response.on('error', (failure) => resolve({ failure: failure.code ?? failure.message }));
                response.on('aborted', () => resolve({ failure: 'cut off' }));
            },
        );
        request.on('error', (failure) => resolve({ failure: failure.code ?? failure.message }));
        request.on('timeout', () => request.destroy(new Error('timed out')));
        if (abortAfter !== null) {
            setTimeout(() => request.destroy(new Error('aborted')), abortAfter);
        }
        request.end(bytes);
    });
}

/** The request by which somebody of the demo signs in. */
export function signIn(username) {
    return { path: '/api/v1/sessions', body: JSON.stringify({ username, password: PASSWORD }) };
}

/** Access tokens of people and systems of the demo, one sign-in for all who need it at the same time. */
export class Tokens {
    #base;
    #known = new Map();

    constructor(base) {
        this.#base = base;
    }

    forget(caller) {
        this.#known.delete(caller);
    }

    /** Rejects while the platform is away. */
    get(caller) {
        const known = this.#known.get(caller);
        // Of somebody who has long not asked, the old one is over before a new one is here.
        if (!known || known.ends <= Date.now()) {
            const token = this.#signIn(caller);
            token.catch(() => this.#known.delete(caller));
            return this.#keep(caller, token);
        }
        if (known.until <= Date.now()) {
            this.#wait(known, TOKEN_MILLIS);
            this.#signIn(caller).then(
                (token) => this.#keep(caller, Promise.resolve(token)),
                () => this.#wait(known, RETRY_MILLIS),
            );
        }
        return known.token;
    }

    #keep(caller, token) {
        const now = Date.now();
        this.#known.set(caller, { token, until: now + TOKEN_MILLIS, ends: now + LIFE_MILLIS });
        return token;
    }

    #wait(known, millis) {
        known.until = Date.now() + millis;
    }

    async #signIn(caller) {
        const { secret } = CALLERS[caller];
        const request = secret
            ? {
                  path: '/api/v1/oauth/token',
                  headers: {
                      Authorization: `Basic ${btoa(`${caller}:${secret}`)}`,
                      'Content-Type': 'application/x-www-form-urlencoded',
                  },
                  body: 'grant_type=client_credentials',
              }
            : signIn(caller);
        const { status, body, failure } = await send(this.#base, request);
        if (status !== 200 && status !== 201) {
            throw new Error(`${caller} cannot sign in: ${status ?? failure} ${body ?? ''}`);
        }
        const answer = JSON.parse(body);
        return answer.access_token ?? answer.accessToken;
    }
}

/** Waits longer from time to time, with chance, so that not all come back at once. */
export function backOff(tries) {
    return sleep(Math.min(1000, 20 * 2 ** Math.min(tries, 6)) * (0.5 + Math.random()));
}
