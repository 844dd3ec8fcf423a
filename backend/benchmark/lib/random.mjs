// Numbers that a seed decides: the same seed, the same numbers, on every machine.
import { createHash } from 'node:crypto';

export class Random {
    #state;

    /** @param parts what the numbers shall depend on, e.g. a seed and the number of a client */
    constructor(...parts) {
        const digest = createHash('sha256').update(parts.join('/')).digest();
        this.#state = [0, 4, 8, 12].map((at) => digest.readUInt32LE(at));
    }

    /** 32 bits: sfc32 by Chris Doty-Humphrey. */
    #next() {
        let [a, b, c, d] = this.#state;
        const sum = (((a + b) | 0) + d) | 0;
        d = (d + 1) | 0;
        a = b ^ (b >>> 9);
        b = (c + (c << 3)) | 0;
        c = (((c << 21) | (c >>> 11)) + sum) | 0;
        this.#state = [a, b, c, d];
        return sum >>> 0;
    }

    /** Between 0 and 1, without 1. */
    share() {
        return this.#next() / 2 ** 32;
    }

    isLess(share) {
        return this.share() < share;
    }

    /** A whole number, both bounds included. */
    between(least, greatest) {
        return least + Math.floor(this.share() * (greatest - least + 1));
    }

    of(values) {
        return values[this.between(0, values.length - 1)];
    }

    text(alphabet, length) {
        return Array.from({ length }, () => alphabet[this.between(0, alphabet.length - 1)]).join('');
    }

    /** A well-formed UUIDv7, of one time for all. */
    uuid() {
        const hex = this.text('0123456789abcdef', 18);
        return `01900000-0001-7${hex.slice(0, 3)}-9${hex.slice(3, 6)}-${hex.slice(6)}`;
    }
}
