// What a client sent and what it was answered, line by line, written before it goes on: see README.md for the format.
import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';

export class History {
    #file;

    constructor(path) {
        this.path = path;
        this.#file = openSync(path, 'w');
    }

    sent(operation, caller, key, kind, path) {
        this.#line('S', operation, caller, key, kind, path);
    }

    answered(operation, { status, body, id }) {
        this.#line('A', operation, status, sha256(body), id ?? '');
    }

    #line(...parts) {
        writeSync(this.#file, `${parts.join('\t')}\n`);
    }

    close() {
        closeSync(this.#file);
    }
}

export function sha256(text) {
    return createHash('sha256').update(text).digest('hex');
}
