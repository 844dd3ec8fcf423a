import type { components, operations } from "./contract.js";
import { done } from "./dry-runs.js";
import { pause } from "./jobs.js";
import { header, type WriteOptions } from "./orders.js";
import { items } from "./pages.js";
import type { Dengyun } from "./platform.js";
import { ProblemError } from "./problems.js";

export type UsageEvent = components["schemas"]["UsageEvent"];
export type UsageEventLine = components["schemas"]["UsageEventLine"];
export type UsageMeter = components["schemas"]["UsageMeter"];
export type UsageOutcome = components["schemas"]["UsageOutcome"];
export type UsageReceipt = components["schemas"]["UsageReceipt"];
export type UsageReceiptRow = components["schemas"]["UsageReceiptRow"];
export type UsageCorrection = components["schemas"]["UsageCorrection"];
export type UsageCorrectionRequest = components["schemas"]["UsageCorrectionRequest"];
export type UsageEventFilter = Omit<NonNullable<operations["listUsageEvents"]["parameters"]["query"]>, "cursor">;

export interface SendOptions extends WriteOptions {
  /** How many lines a request has at most: 10,000, which is the most there may be, unless told. */
  batchLines?: number;
  /** How often a request is repeated that was not answered, or answered with what may go by: 5 times unless told. */
  retries?: number;
  /** Stops sending; what was answered before counts. */
  signal?: AbortSignal;
  /** Told of each receipt as soon as it was checked. */
  onReceipt?: (receipt: UsageReceipt) => void;
}

/** A line that does not count, and why. */
export interface UncountedLine {
  /** The line as it was sent. */
  sent: UsageEventLine;
  /** What became of it. */
  row: UsageReceiptRow;
}

/** What became of everything that was sent. */
export interface SentUsage {
  /** One for each request, each of them checked. */
  receipts: UsageReceipt[];
  /** How many lines count from now on. */
  accepted: number;
  /** How many were on record with the same content. */
  duplicates: number;
  /** Held back: they count when the enterprise releases them, or never, when the provider dismisses them. */
  quarantined: UncountedLine[];
  /** Their key is on record with another content, which stays: a correction changes it. */
  conflicts: UncountedLine[];
  /** Not on record: `row.errors` says why. */
  refused: UncountedLine[];
}

/** A receipt that is not about what was sent. Nobody should rely on it: keep both, and ask. */
export class UsageReceiptError extends Error {
  override readonly name = "UsageReceiptError";

  constructor(
    /** What differs. */
    readonly part: "count" | "digest" | "sum",
    readonly receipt: UsageReceipt,
    readonly expected: string,
    readonly found: string,
  ) {
    super(`receipt ${receipt.id}: the ${part} is ${found}, of what was sent it is ${expected}`);
  }
}

/** What the platform takes in one request. */
const MAX_LINES = 10_000;
const MAX_BYTES = 8 * 1_024 * 1_024;

const RETRIES = 5;
const FIRST_PAUSE_MILLIS = 250;
const LONGEST_PAUSE_MILLIS = 30_000;
const SERVER_ERROR = 500;
const UNAUTHORIZED = 401;

/** Digits behind the point that a quantity may have. */
const SCALE = 9;

/**
 * Sends what was read of meters, in requests of up to 10,000 lines, and holds each receipt against what was sent: how
 * many lines, their digest, and the sums of each meter. A receipt that differs is thrown as a `UsageReceiptError`.
 *
 * Each request has a key of its own, made of `idempotencyKey` and its number, and is repeated with it. A program that
 * broke off sends the same lines with the same key again, and each of them counts once.
 */
export async function sendUsage(
  platform: Dengyun,
  lines: Iterable<UsageEventLine> | AsyncIterable<UsageEventLine>,
  options: SendOptions = {},
): Promise<SentUsage> {
  const key = options.idempotencyKey ?? crypto.randomUUID();
  const sent: SentUsage = { receipts: [], accepted: 0, duplicates: 0, quarantined: [], conflicts: [], refused: [] };
  for await (const batch of batches(lines, options.batchLines ?? MAX_LINES)) {
    const receipt = await post(platform, batch.body, `${key}-${sent.receipts.length + 1}`, options);
    const uncounted = await checked(platform, batch.lines, receipt);
    sent.receipts.push(receipt);
    sent.accepted += receipt.acceptedCount;
    sent.duplicates += receipt.duplicateCount;
    sent.quarantined.push(...uncounted.filter(({ row }) => row.outcome === "QUARANTINED"));
    sent.conflicts.push(...uncounted.filter(({ row }) => row.outcome === "CONFLICT"));
    sent.refused.push(...uncounted.filter(({ row }) => row.outcome === "REFUSED"));
    options.onReceipt?.(receipt);
  }
  return sent;
}

/** The meters of an order, with what they came to in a month (`2018-09`); in that of now unless told. */
export function meters(
  platform: Dengyun,
  orderId: string,
  month?: string,
): AsyncGenerator<UsageMeter, void, undefined> {
  const query = month === undefined ? {} : { month };
  return items((cursor) =>
    platform.api.GET("/api/v1/orders/{id}/meters", {
      params: { path: { id: orderId }, query: cursor === undefined ? query : { ...query, cursor } },
    }),
  );
}

/** What was read of meters, the newest first. Name a meter, an order or a receipt where there is much. */
export function usageEvents(
  platform: Dengyun,
  filter: UsageEventFilter = {},
): AsyncGenerator<UsageEvent, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/usage-events", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** What became of each line of a receipt, in their order. */
export function usageReceiptRows(
  platform: Dengyun,
  receiptId: string,
  outcome?: UsageOutcome,
): AsyncGenerator<UsageReceiptRow, void, undefined> {
  const query = outcome === undefined ? { limit: 200 } : { limit: 200, outcome };
  return items((cursor) =>
    platform.api.GET("/api/v1/usage-receipts/{id}/rows", {
      params: { path: { id: receiptId }, query: cursor === undefined ? query : { ...query, cursor } },
    }),
  );
}

/** The provider takes back what counts, of whatever age, and may say what counts in its place. */
export async function correctUsage(
  platform: Dengyun,
  wanted: UsageCorrectionRequest,
  options: WriteOptions = {},
): Promise<UsageCorrection | undefined> {
  const { data } = await platform.api.POST("/api/v1/usage-corrections", {
    params: { header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** People of the enterprise state that something held back is right: it counts from now on. */
export async function releaseUsage(
  platform: Dengyun,
  usageEventId: string,
  reason: string,
  options: WriteOptions = {},
): Promise<UsageEvent | undefined> {
  const { data } = await platform.api.POST("/api/v1/usage-events/{id}/releases", {
    params: { path: { id: usageEventId }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** The provider states that something held back is wrong: it never counts. */
export async function dismissUsage(
  platform: Dengyun,
  usageEventId: string,
  reason: string,
  options: WriteOptions = {},
): Promise<UsageEvent | undefined> {
  const { data } = await platform.api.POST("/api/v1/usage-events/{id}/dismissals", {
    params: { path: { id: usageEventId }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

interface Batch {
  lines: UsageEventLine[];
  body: string;
}

/** Where a batch ends follows from the lines alone, so that the same lines make the same requests. */
async function* batches(
  lines: Iterable<UsageEventLine> | AsyncIterable<UsageEventLine>,
  wantedLines: number,
): AsyncGenerator<Batch, void, undefined> {
  const most = Math.min(Math.max(1, wantedLines), MAX_LINES);
  const encoder = new TextEncoder();
  let batch: Batch = { lines: [], body: "" };
  let bytes = 0;
  for await (const line of lines) {
    const text = `${JSON.stringify(line)}\n`;
    const length = encoder.encode(text).length;
    if (batch.lines.length === most || (batch.lines.length > 0 && bytes + length > MAX_BYTES)) {
      yield batch;
      batch = { lines: [], body: "" };
      bytes = 0;
    }
    batch.lines.push(line);
    batch.body += text;
    bytes += length;
  }
  if (batch.lines.length > 0) {
    yield batch;
  }
}

async function post(platform: Dengyun, body: string, key: string, options: SendOptions): Promise<UsageReceipt> {
  let repeated = 0;
  for (;;) {
    try {
      const request = new Request(`${platform.baseUrl}/api/v1/usage-events`, {
        method: "POST",
        headers: { "Content-Type": "application/x-ndjson", Accept: "application/json", "Idempotency-Key": key },
        body,
        signal: options.signal ?? null,
      });
      return (await (await platform.fetch(request)).json()) as UsageReceipt;
    } catch (thrown) {
      if (repeated === (options.retries ?? RETRIES) || !mayGoBy(thrown)) {
        throw thrown;
      }
      await pause(pauseMillis(thrown, repeated), options.signal);
      repeated++;
    }
  }
}

/** What is lost on the way, and what the platform or something before it cannot do now. `fetch` throws a `TypeError`. */
function mayGoBy(thrown: unknown): boolean {
  return thrown instanceof ProblemError
    ? thrown.problem.retryable || thrown.status >= SERVER_ERROR || thrown.status === UNAUTHORIZED
    : thrown instanceof TypeError;
}

function pauseMillis(thrown: unknown, repeated: number): number {
  const asked = thrown instanceof ProblemError ? thrown.retryAfterSeconds : undefined;
  return asked === undefined ? Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS * 2 ** repeated) : asked * 1_000;
}

/** The lines that do not count. Throws a `UsageReceiptError` where the receipt is not about what was sent. */
async function checked(
  platform: Dengyun,
  lines: readonly UsageEventLine[],
  receipt: UsageReceipt,
): Promise<UncountedLine[]> {
  const uncountedLines = receipt.conflictCount + receipt.quarantinedCount + receipt.refusedCount;
  same("count", receipt, lines.length, receipt.lineCount);
  same("count", receipt, lines.length, receipt.acceptedCount + receipt.duplicateCount + uncountedLines);

  const rows = await rowsOf(platform, lines, receipt);
  const accepted = lines.flatMap((line, index) => {
    const row = rows.get(index + 1);
    const counts = row === undefined || row.outcome === "ACCEPTED";
    return counts ? [{ meterId: (row?.meterId ?? line.meterId ?? "").toLowerCase(), line }] : [];
  });
  same("count", receipt, accepted.length, receipt.acceptedCount);
  accepted.sort((one, other) => compare(one.meterId, other.meterId) || compare(one.line.eventId, other.line.eventId));
  same("digest", receipt, await sha256(accepted.map(canonical).join("")), receipt.digest);
  same("sum", receipt, sumsOf(accepted), sumsOfReceipt(receipt));

  return [...rows.values()]
    .filter((row) => row.outcome !== "ACCEPTED" && row.outcome !== "DUPLICATE")
    .flatMap((row) => {
      const sent = lines[row.line - 1];
      return sent === undefined ? [] : [{ sent, row }];
    });
}

/**
 * What the receipt says of lines, by number. Those that count are asked for only where they do not name their meter
 * themselves: usually nearly all do, and there are many.
 */
async function rowsOf(
  platform: Dengyun,
  lines: readonly UsageEventLine[],
  receipt: UsageReceipt,
): Promise<Map<number, UsageReceiptRow>> {
  const counts: [UsageOutcome, number][] = [
    ["DUPLICATE", receipt.duplicateCount],
    ["CONFLICT", receipt.conflictCount],
    ["QUARANTINED", receipt.quarantinedCount],
    ["REFUSED", receipt.refusedCount],
    ["ACCEPTED", lines.every((line) => isPresent(line.meterId)) ? 0 : receipt.acceptedCount],
  ];
  const rows = new Map<number, UsageReceiptRow>();
  for (const [outcome] of counts.filter(([, count]) => count > 0)) {
    for await (const row of usageReceiptRows(platform, receipt.id, outcome)) {
      rows.set(row.line, row);
    }
  }
  return rows;
}

interface Counted {
  meterId: string;
  line: UsageEventLine;
}

/** A line as receipts digest it: members by the alphabet, moments in UTC, no zeros at either end of a quantity. */
function canonical({ meterId, line }: Counted): string {
  const members = [
    isPresent(line.endsAt) ? member("endsAt", moment(line.endsAt)) : "",
    member("eventId", line.eventId),
    member("meterId", meterId),
    member("occurredAt", moment(line.occurredAt)),
    isPresent(line.quantity) ? member("quantity", decimal(line.quantity)) : "",
    isPresent(line.value) ? member("value", line.value) : "",
  ];
  return `{${members.filter((text) => text !== "").join(",")}}\n`;
}

function member(name: string, value: string): string {
  return `"${name}":"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

const MOMENT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?::(\d{2})(?:[.,](\d+))?)?(Z|[+-]\d{2}:?\d{2})$/i;

/** In UTC, with a fraction of 0, 3 or 6 digits; a `Date` alone would lose the last three. */
function moment(text: string): string {
  const [, minute, second = "00", fraction = "", zone] = MOMENT.exec(text) ?? [];
  if (minute === undefined || zone === undefined) {
    throw new RangeError(`${text} is no moment of RFC 3339`);
  }
  const seconds = new Date(`${minute}:${second}${zone.toUpperCase()}`)
    .toISOString()
    .slice(0, "2018-09-01T08:00:00".length);
  const micros = fraction.slice(0, 6).padEnd(6, "0");
  if (micros === "000000") {
    return `${seconds}Z`;
  }
  return micros.endsWith("000") ? `${seconds}.${micros.slice(0, 3)}Z` : `${seconds}.${micros}Z`;
}

function decimal(text: string): string {
  const [whole = "0", fraction = ""] = text.split(".");
  const digits = fraction.replace(/0+$/, "");
  const number = whole.replace(/^0+(?=\d)/, "");
  return digits === "" ? number : `${number}.${digits}`;
}

/** Exact: a quantity may have 18 digits, which no number of JavaScript holds. */
function units(quantity: string): bigint {
  const [whole = "0", fraction = ""] = quantity.split(".");
  return BigInt(whole + fraction.slice(0, SCALE).padEnd(SCALE, "0"));
}

function sumsOf(accepted: readonly Counted[]): string {
  const sums = new Map<string, { count: number; sum: bigint | undefined }>();
  for (const { meterId, line } of accepted) {
    const before = sums.get(meterId) ?? { count: 0, sum: 0n };
    const isCounted = isPresent(line.quantity) && before.sum !== undefined;
    sums.set(meterId, {
      count: before.count + 1,
      sum: isCounted ? (before.sum ?? 0n) + units(line.quantity ?? "0") : undefined,
    });
  }
  return told([...sums].map(([meterId, { count, sum }]) => ({ meterId, count, sum })));
}

function sumsOfReceipt(receipt: UsageReceipt): string {
  return told(
    receipt.meters.map(({ meterId, count, sum }) => ({ meterId, count, sum: isPresent(sum) ? units(sum) : undefined })),
  );
}

function told(sums: { meterId: string; count: number; sum: bigint | undefined }[]): string {
  return sums
    .sort((one, other) => compare(one.meterId, other.meterId))
    .map(({ meterId, count, sum }) => `${meterId}: ${count}, ${sum === undefined ? "values" : `${sum}e-${SCALE}`}`)
    .join("; ");
}

function compare(one: string, other: string): number {
  if (one === other) {
    return 0;
  }
  return one < other ? -1 : 1;
}

async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function same(
  part: "count" | "digest" | "sum",
  receipt: UsageReceipt,
  expected: number | string,
  found: number | string,
): void {
  if (expected !== found) {
    throw new UsageReceiptError(part, receipt, String(expected), String(found));
  }
}

function isPresent<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}
