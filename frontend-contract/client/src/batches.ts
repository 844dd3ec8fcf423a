import type { components, operations } from "./contract.js";
import { done } from "./dry-runs.js";
import { header, type WriteOptions } from "./orders.js";
import { items } from "./pages.js";
import type { Dengyun } from "./platform.js";

export type Batch = components["schemas"]["SettlementBatch"];
export type BatchRequest = components["schemas"]["SettlementBatchRequest"];
export type BatchLine = components["schemas"]["SettlementLine"];
export type LineRemovalRequest = components["schemas"]["SettlementLineRemovalRequest"];
export type BankResultImport = components["schemas"]["BankResultImport"];
export type BatchNotice = components["schemas"]["SettlementNotice"];
export type BatchNoticeLine = components["schemas"]["SettlementNoticeLine"];
export type BatchObjection = components["schemas"]["SettlementObjection"];
export type BatchObjectionRequest = components["schemas"]["SettlementObjectionRequest"];
export type BatchObjectionDecision = components["schemas"]["SettlementObjectionDecisionRequest"];
export type ProgrammeAccount = components["schemas"]["ProgrammeAccount"];
export type BatchFilter = Omit<NonNullable<operations["listSettlementBatches"]["parameters"]["query"]>, "cursor">;
export type BatchNoticeFilter = Omit<NonNullable<operations["listSettlementNotices"]["parameters"]["query"]>, "cursor">;
export type BatchObjectionFilter = Omit<
  NonNullable<operations["listSettlementObjections"]["parameters"]["query"]>,
  "cursor"
>;
export type LineStatus = components["schemas"]["LineStatus"];

/** Batches, the newest first. */
export function batches(platform: Dengyun, filter: BatchFilter = {}): AsyncGenerator<Batch, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/settlement-batches", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** A batch: who has done what of it, and what comes next. */
export async function batch(platform: Dengyun, id: string): Promise<Batch | undefined> {
  const { data } = await platform.api.GET("/api/v1/settlement-batches/{id}", { params: { path: { id } } });
  return data;
}

/**
 * The lines of a batch in their order, all or those that stand so; a line that failed says why and whose turn it is.
 */
export function batchLines(
  platform: Dengyun,
  id: string,
  status?: LineStatus,
): AsyncGenerator<BatchLine, void, undefined> {
  const query = status === undefined ? { limit: 200 } : { limit: 200, status };
  return items((cursor) =>
    platform.api.GET("/api/v1/settlement-batches/{id}/lines", {
      params: { path: { id }, query: cursor === undefined ? query : { ...query, cursor } },
    }),
  );
}

/**
 * Finance builds a batch of approved claims, those that were claimed first before the others. `leftOut` of them lack
 * an account.
 */
export async function buildBatch(
  platform: Dengyun,
  wanted: BatchRequest,
  options: WriteOptions = {},
): Promise<Batch | undefined> {
  const { data } = await platform.api.POST("/api/v1/settlement-batches", {
    params: { header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** A second person of finance has checked it: its number, sum and digest stay as they are. */
export async function approveBatch(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<Batch | undefined> {
  const { data } = await platform.api.POST("/api/v1/settlement-batches/{id}/approvals", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** Takes one line out; its claim can come into another batch. */
export async function removeBatchLine(
  platform: Dengyun,
  id: string,
  removal: LineRemovalRequest,
  options: WriteOptions = {},
): Promise<Batch | undefined> {
  const { data } = await platform.api.POST("/api/v1/settlement-batches/{id}/removals", {
    params: { path: { id }, header: header(options) },
    body: removal,
  });
  return done(data);
}

/** Puts it on public notice for five working days. */
export async function announceBatch(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<Batch | undefined> {
  const { data } = await platform.api.POST("/api/v1/settlement-batches/{id}/public-notices", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** Once the notice is over, one person asks for the payment. */
export async function proposeInstruction(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<Batch | undefined> {
  const { data } = await platform.api.POST("/api/v1/settlement-batches/{id}/instructions", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** Another person lets the bank pay; what has changed since is taken out first. */
export async function approveInstruction(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<Batch | undefined> {
  const { data } = await platform.api.POST("/api/v1/settlement-batches/{id}/instruction-approvals", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** Refuses the payment that was asked for, or takes it back. */
export async function rejectInstruction(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<Batch | undefined> {
  const { data } = await platform.api.POST("/api/v1/settlement-batches/{id}/instruction-rejections", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** Gives a batch up; its claims can come into another. */
export async function cancelBatch(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<Batch | undefined> {
  const { data } = await platform.api.POST("/api/v1/settlement-batches/{id}/cancellations", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/**
 * What the bank is told to pay, with account numbers in full: as a table, or as a message of ISO 20022. Always the
 * same.
 */
export async function instructionFile(platform: Dengyun, id: string, form: "csv" | "xml" = "csv"): Promise<Blob> {
  const path = `/api/v1/settlement-batches/${encodeURIComponent(id)}/instruction.${form}`;
  const accept = form === "csv" ? "text/csv" : "application/xml";
  const answer = await platform.fetch(new Request(platform.baseUrl + path, { headers: { Accept: accept } }));
  return answer.blob();
}

/**
 * Records what the bank says, row by row: what fits is booked, and what does not comes back with who has to do what.
 * The same again books nothing. `table` is CSV with the columns `endToEndId,amount,currency,status,reasonCode,
 * bankReference,valueDate`.
 */
export async function recordBankResults(
  platform: Dengyun,
  id: string,
  table: string,
  options: WriteOptions = {},
): Promise<BankResultImport | undefined> {
  const { data } = await platform.api.POST("/api/v1/settlement-batches/{id}/bank-results", {
    params: { path: { id }, header: header(options) },
    body: table,
    bodySerializer: (body: string) => body,
    headers: { "Content-Type": "text/csv" },
  });
  return done(data);
}

/** Batches on public notice, the newest first; everybody may ask. */
export function batchNotices(
  platform: Dengyun,
  filter: BatchNoticeFilter = {},
): AsyncGenerator<BatchNotice, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/settlement-notices", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** Who is to be paid how much by a batch on public notice; everybody may ask. */
export function batchNoticeLines(platform: Dengyun, id: string): AsyncGenerator<BatchNoticeLine, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/settlement-notices/{id}/lines", {
      params: { path: { id }, query: cursor === undefined ? {} : { cursor } },
    }),
  );
}

/** Objects to a line while its batch is on notice: it is not paid before somebody has decided. */
export async function objectToBatchLine(
  platform: Dengyun,
  id: string,
  wanted: BatchObjectionRequest,
  options: WriteOptions = {},
): Promise<BatchObjection | undefined> {
  const { data } = await platform.api.POST("/api/v1/settlement-batches/{id}/objections", {
    params: { path: { id }, header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** Objections to lines, the newest first. */
export function batchObjections(
  platform: Dengyun,
  filter: BatchObjectionFilter = {},
): AsyncGenerator<BatchObjection, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/settlement-objections", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** Upholds an objection, and the claim goes back, or dismisses it. */
export async function decideBatchObjection(
  platform: Dengyun,
  id: string,
  says: BatchObjectionDecision,
  options: WriteOptions = {},
): Promise<BatchObjection | undefined> {
  const { data } = await platform.api.POST("/api/v1/settlement-objections/{id}/decisions", {
    params: { path: { id }, header: header(options) },
    body: says,
  });
  return done(data);
}

/** How much of the money of a programme is where, from the appropriation to the bank. */
export async function programmeAccount(platform: Dengyun, id: string): Promise<ProgrammeAccount | undefined> {
  const { data } = await platform.api.GET("/api/v1/programmes/{id}/account", { params: { path: { id } } });
  return data;
}
