#!/usr/bin/env node
// Stands in for curl where there is none: as much of it as the README and the guides use.
import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

const CANNOT_CONNECT = 7;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: "string", short: "d", multiple: true, default: [] },
    "data-binary": { type: "string", multiple: true, default: [] },
    "data-urlencode": { type: "string", multiple: true, default: [] },
    get: { type: "boolean", short: "G" },
    header: { type: "string", short: "H", multiple: true, default: [] },
    "no-buffer": { type: "boolean", short: "N" },
    request: { type: "string", short: "X" },
    silent: { type: "boolean", short: "s" },
    "show-error": { type: "boolean", short: "S" },
    user: { type: "string", short: "u" },
  },
});

const pairs = options["data-urlencode"].map((pair) =>
  pair.replace(/=(.*)$/s, (_, text) => `=${encodeURIComponent(text)}`),
);
const parts = [...options.data, ...options["data-binary"].map(contentOf), ...pairs];
const body = parts.length > 1 ? parts.join("&") : parts[0];
const [address] = positionals;
const isQuery = options.get && body !== undefined;
const sent = options.get ? undefined : body;

const headers = options.header.map((header) => header.match(/^([^:]*): *(.*)$/s).slice(1));
if (options.user !== undefined) {
  headers.push(["Authorization", `Basic ${Buffer.from(options.user).toString("base64")}`]);
}
if (sent !== undefined && !headers.some(([name]) => name.toLowerCase() === "content-type")) {
  headers.push(["Content-Type", "application/x-www-form-urlencoded"]);
}
try {
  const answer = await fetch(isQuery ? `${address}?${body}` : address, {
    method: options.request ?? (sent === undefined ? "GET" : "POST"),
    headers,
    body: sent,
  });
  for await (const part of answer.body ?? []) {
    process.stdout.write(part);
  }
} catch (failure) {
  if (!options.silent || options["show-error"]) {
    console.error(`curl: ${failure.cause?.message ?? failure.message}`);
  }
  process.exitCode = CANNOT_CONNECT;
}

/** Bytes of a file, or of the standard input. */
function contentOf(data) {
  if (!data.startsWith("@")) {
    return data;
  }
  return readFileSync(data === "@-" ? 0 : data.slice(1));
}
