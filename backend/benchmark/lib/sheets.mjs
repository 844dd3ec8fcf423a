// The Excel door in its size: a workbook of a hundred thousand rows goes in, comes back with what became of each row, and changes
// nothing when it is sent again; all that is on record goes out as a file. Meanwhile the memory of the platform is watched.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { setTimeout as sleep } from 'node:timers/promises';
import { Tokens } from './http.mjs';
import { memoryOf } from './machine.mjs';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const SIGNATURE = Buffer.from('PK\u0003\u0004', 'latin1');
const LOOK_MILLIS = 200;
const PATIENCE_MILLIS = 3_600_000;

export class Sheets {
    #tokens;

    constructor(platform) {
        this.platform = platform;
        this.#tokens = new Tokens(platform.base);
    }

    /**
     * Sends rows, fetches what comes back, and sends that again.
     *
     * @param rows arrays of texts, the first one the header
     * @returns {Promise<{first: object, again: object}>} seconds until the file was back, counts, memory before, most and after
     */
    async door(username, kind, targetId, rows) {
        const first = await this.#through(username, kind, targetId, workbook(rows));
        // For a look with a spreadsheet program.
        writeFileSync(path.join(this.platform.output, 'returned.xlsx'), first.file);
        const again = await this.#through(username, kind, targetId, first.file);
        for (const sent of [first, again]) {
            delete sent.file;
        }
        return { first, again };
    }

    /** Asks for all that is on record, and counts the bytes of the file. */
    async export(username, kind, targetId, format) {
        const memory = this.#watch();
        const began = performance.now();
        const { id } = await this.#json(username, '/api/v1/sheet-exports', {
            method: 'POST',
            headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `benchmark-${kind}-${format}` },
            body: JSON.stringify({ kind, targetId, format }),
        });
        const { rowCount } = await this.#finished(username, `/api/v1/sheet-exports/${id}`);
        const seconds = (performance.now() - began) / 1000;
        const answer = await this.#ask(username, `/api/v1/sheet-exports/${id}/file`, {});
        let bytes = 0;
        for await (const part of answer.body) {
            bytes += part.length;
        }
        return { kind, format, rows: rowCount, bytes, seconds, memory: memory.stop() };
    }

    async #through(username, kind, targetId, body) {
        const memory = this.#watch();
        const began = performance.now();
        const target = targetId === undefined ? '' : `&targetId=${targetId}`;
        const { id } = await this.#json(username, `/api/v1/sheet-imports?kind=${kind}&fileName=benchmark.xlsx${target}`, {
            method: 'POST',
            headers: { 'Content-Type': XLSX, 'Idempotency-Key': `benchmark-${kind}-${began}` },
            body,
        });
        const { counts } = await this.#finished(username, `/api/v1/sheet-imports/${id}`);
        const answer = await this.#ask(username, `/api/v1/sheet-imports/${id}/file`, {});
        const file = Buffer.from(await answer.arrayBuffer());
        const seconds = (performance.now() - began) / 1000;
        if (!file.subarray(0, 4).equals(SIGNATURE)) {
            throw new Error('what came back is no workbook');
        }
        return { id, bytesIn: body.length, bytesBack: file.length, seconds, counts, memory: memory.stop(), file };
    }

    async #finished(username, path) {
        const end = Date.now() + PATIENCE_MILLIS;
        while (Date.now() < end) {
            const status = await this.#json(username, path, {});
            if (status.state === 'SUCCEEDED') {
                return status;
            }
            if (['FAILED', 'CANCELLED'].includes(status.state)) {
                throw new Error(`${path}: ${JSON.stringify(status)}`);
            }
            await sleep(LOOK_MILLIS);
        }
        throw new Error(`${path} does not end`);
    }

    async #json(username, path, options) {
        return (await this.#ask(username, path, options)).json();
    }

    async #ask(username, path, { headers = {}, ...options }) {
        const answer = await fetch(this.platform.base + path, {
            ...options,
            headers: { ...headers, Authorization: `Bearer ${await this.#tokens.get(username)}` },
        });
        if (!answer.ok) {
            throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
        }
        return answer;
    }

    /** Resident memory of the platform while something goes on. */
    #watch() {
        const { pid } = this.platform;
        const before = memoryOf(pid).residentMiB;
        let most = before;
        const timer = setInterval(() => (most = Math.max(most, memoryOf(pid).residentMiB)), LOOK_MILLIS);
        return {
            stop: () => {
                clearInterval(timer);
                return { beforeMiB: before, mostMiB: most, afterMiB: memoryOf(pid).residentMiB };
            },
        };
    }
}

/** A workbook with one sheet of texts, as small as the standard lets it be (ECMA-376). */
export function workbook(rows) {
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
    const lines = rows.map(
        (row, at) =>
            `<row r="${at + 1}">${row.map((text) => `<c t="inlineStr"><is><t>${escaped(text)}</t></is></c>`).join('')}</row>`,
    );
    return zip({
        '[Content_Types].xml':
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
            `<Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>` +
            `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`,
        '_rels/.rels':
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
            `<Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
        'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>`,
        'xl/_rels/workbook.xml.rels':
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
            `<Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
        'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData></worksheet>`,
    });
}

function escaped(text) {
    return text.replace(/[&<>]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character]);
}

function zip(parts) {
    const files = [];
    const directory = [];
    let offset = 0;
    for (const [name, text] of Object.entries(parts)) {
        const content = Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${text}`);
        const packed = deflateRawSync(content);
        const common = Buffer.alloc(26);
        common.writeUInt16LE(20, 0);
        common.writeUInt16LE(8, 4);
        common.writeUInt32LE(crc32(content), 10);
        common.writeUInt32LE(packed.length, 14);
        common.writeUInt32LE(content.length, 18);
        common.writeUInt16LE(name.length, 22);
        const local = Buffer.concat([SIGNATURE, common, Buffer.from(name), packed]);
        const place = Buffer.alloc(14);
        place.writeUInt32LE(offset, 10);
        directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), common, place, Buffer.from(name));
        files.push(local);
        offset += local.length;
    }
    const listed = Buffer.concat(directory);
    const end = Buffer.alloc(22);
    end.write('PK\u0005\u0006', 0, 'latin1');
    end.writeUInt16LE(files.length, 8);
    end.writeUInt16LE(files.length, 10);
    end.writeUInt32LE(listed.length, 12);
    end.writeUInt32LE(offset, 16);
    return Buffer.concat([...files, listed, end]);
}

const CRC = Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) {
        value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    }
    return value >>> 0;
});

function crc32(bytes) {
    let value = 0xffffffff;
    for (const byte of bytes) {
        value = CRC[(value ^ byte) & 0xff] ^ (value >>> 8);
    }
    return (value ^ 0xffffffff) >>> 0;
}
