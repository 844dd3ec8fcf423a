// Small statistics.
export function quantile(values, share) {
    if (values.length === 0) {
        return null;
    }
    const sorted = Float64Array.from(values).sort();
    return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))];
}

export function median(values) {
    if (values.length === 0) {
        return null;
    }
    const sorted = Float64Array.from(values).sort();
    const middle = sorted.length >> 1;
    return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function spread(values) {
    const known = values.filter((value) => value !== null && Number.isFinite(value));
    return { median: median(known), min: Math.min(...known), max: Math.max(...known), rounds: known.length };
}

/** A number with three significant digits, as people read it. */
export function short(value) {
    if (value === null || value === undefined || !Number.isFinite(value)) {
        return '–';
    }
    if (Math.abs(value) >= 1000) {
        return Math.round(value).toLocaleString('en-US');
    }
    return String(Number(value.toPrecision(3)));
}

export function shortSpread({ median: middle, min, max }) {
    return `${short(middle)} (${short(min)}–${short(max)})`;
}

/** A generator of numbers in [0, 1) that gives the same ones every time. */
export function seeded(seed) {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
}
