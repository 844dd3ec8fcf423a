import type { components, operations } from "./contract.js";
import { done } from "./dry-runs.js";
import { header, type WriteOptions } from "./orders.js";
import { items } from "./pages.js";
import type { Dengyun } from "./platform.js";

export type Bill = components["schemas"]["Bill"];
export type BillItem = components["schemas"]["BillItem"];
export type BillPreview = components["schemas"]["BillPreview"];
export type BillDisputeRequest = components["schemas"]["BillDisputeRequest"];
export type BillDisputeAnswerRequest = components["schemas"]["BillDisputeAnswerRequest"];
export type CreditNoteRequest = components["schemas"]["CreditNoteRequest"];
/** What a credit note takes off a line of its bill. */
export type CreditNoteLineRequest = components["schemas"]["CreditNoteLineRequest"];
/** A reading that a bill rests on. */
export type BilledReading = components["schemas"]["BillEventPage"]["data"][number];
export type BillFilter = Omit<NonNullable<operations["listBills"]["parameters"]["query"]>, "cursor">;

/** Bills, the newest first: an enterprise's own, or those of orders with a provider. */
export function bills(platform: Dengyun, filter: BillFilter = {}): AsyncGenerator<BillItem, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/bills", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** A bill with its lines, and with what was taken off it since. */
export async function bill(platform: Dengyun, id: string): Promise<Bill | undefined> {
  const { data } = await platform.api.GET("/api/v1/bills/{id}", { params: { path: { id } } });
  return data;
}

/** What an order comes to this month so far. */
export async function billPreview(platform: Dengyun, orderId: string): Promise<BillPreview | undefined> {
  const { data } = await platform.api.GET("/api/v1/orders/{id}/bill-preview", { params: { path: { id: orderId } } });
  return data;
}

/**
 * The readings behind a bill, or behind one of its lines, by meter and time. A line in own words rests on none: its
 * `deliveryId` says what was accepted.
 */
export function billedReadings(
  platform: Dengyun,
  id: string,
  line?: number,
): AsyncGenerator<BilledReading, void, undefined> {
  const query = line === undefined ? { limit: 200 } : { limit: 200, line };
  return items((cursor) =>
    platform.api.GET("/api/v1/bills/{id}/events", {
      params: { path: { id }, query: cursor === undefined ? query : { ...query, cursor } },
    }),
  );
}

/**
 * People of the enterprise accept a bill that has locked, and what vouchers hold for it is captured; the provider
 * confirms its readings afterwards with the same call, and the bill is final.
 */
export async function acceptBill(platform: Dengyun, id: string, options: WriteOptions = {}): Promise<Bill | undefined> {
  const { data } = await platform.api.POST("/api/v1/bills/{id}/acceptances", {
    params: { path: { id }, header: header(options) },
  });
  return done(data);
}

/** The enterprise disputes a bill, or some of its lines; the provider has ten working days to answer. */
export async function disputeBill(
  platform: Dengyun,
  id: string,
  wanted: BillDisputeRequest,
  options: WriteOptions = {},
): Promise<Bill | undefined> {
  const { data } = await platform.api.POST("/api/v1/bills/{id}/disputes", {
    params: { path: { id }, header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** The provider takes something off a disputed bill, which is final then, or stands by it, and an authority decides. */
export async function answerBillDispute(
  platform: Dengyun,
  id: string,
  answer: BillDisputeAnswerRequest,
  options: WriteOptions = {},
): Promise<Bill | undefined> {
  const { data } = await platform.api.POST("/api/v1/bills/{id}/dispute-answers", {
    params: { path: { id }, header: header(options) },
    body: answer,
  });
  return done(data);
}

/**
 * The provider takes something off a bill that is final or disputed; the bill itself stays as it is. Name the `lines`
 * that were wrong, so that whoever paid them pays less: a credit note without lines lowers what vouchers pay first.
 */
export async function creditBill(
  platform: Dengyun,
  id: string,
  wanted: CreditNoteRequest,
  options: WriteOptions = {},
): Promise<Bill | undefined> {
  const { data } = await platform.api.POST("/api/v1/bills/{id}/credit-notes", {
    params: { path: { id }, header: header(options) },
    body: wanted,
  });
  return done(data);
}

/**
 * The lines of a bill as a file: `lines` for spreadsheets, with amounts in fen, or `focus` in the columns of FinOps
 * FOCUS 1.0, with costs in yuan.
 */
export async function billTable(platform: Dengyun, id: string, form: "lines" | "focus" = "lines"): Promise<Blob> {
  const path = `/api/v1/bills/${encodeURIComponent(id)}/${form}.csv`;
  const answer = await platform.fetch(new Request(platform.baseUrl + path, { headers: { Accept: "text/csv" } }));
  return answer.blob();
}
