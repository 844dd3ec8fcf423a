import type { components, operations } from "./contract.js";
import { done } from "./dry-runs.js";
import { header, type WriteOptions } from "./orders.js";
import { items } from "./pages.js";
import type { Dengyun } from "./platform.js";

export type Claim = components["schemas"]["SettlementClaim"];
export type ClaimItem = components["schemas"]["SettlementClaimItem"];
export type ClaimRequest = components["schemas"]["SettlementClaimRequest"];
export type ClaimEvidenceRequest = components["schemas"]["ClaimEvidenceRequest"];
export type ClaimReview = components["schemas"]["SettlementClaimReviewRequest"];
export type ClaimStep = components["schemas"]["SettlementClaimStep"];
export type ClaimClock = components["schemas"]["SettlementClaimClock"];
export type ClaimSummary = components["schemas"]["SettlementClaimSummary"];
export type ClaimReinstatement = components["schemas"]["ClaimReinstatement"];
export type RecordDocument = components["schemas"]["Document"];
export type DocumentRequest = components["schemas"]["DocumentRequest"];
export type ClaimFilter = Omit<NonNullable<operations["listSettlementClaims"]["parameters"]["query"]>, "cursor">;

/** A claim, and the tag of what was read, for what is to be based on it. */
export interface ReadClaim {
  claim: Claim;
  etag: string;
}

/** Claims, the newest first: of both sides their own, of an authority those of its region. */
export function claims(platform: Dengyun, filter: ClaimFilter = {}): AsyncGenerator<ClaimItem, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/settlement-claims", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** How many claims stand where, and how many of them are late. */
export async function claimSummary(platform: Dengyun): Promise<ClaimSummary | undefined> {
  const { data } = await platform.api.GET("/api/v1/settlement-claims/summary");
  return data;
}

/** A claim with what every rule says of it, and the tag that `confirmClaim` and `reviewClaim` are based on. */
export async function claim(platform: Dengyun, id: string): Promise<ReadClaim | undefined> {
  const { data, response } = await platform.api.GET("/api/v1/settlement-claims/{id}", { params: { path: { id } } });
  return data === undefined ? undefined : { claim: data, etag: response.headers.get("ETag") ?? "" };
}

/** What was done with a claim, the newest first. */
export function claimSteps(platform: Dengyun, id: string): AsyncGenerator<ClaimStep, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/settlement-claims/{id}/steps", {
      params: { path: { id }, query: cursor === undefined ? {} : { cursor } },
    }),
  );
}

/** Where a claim has stood, for how long, and whose turn it was. */
export async function claimClock(platform: Dengyun, id: string): Promise<ClaimClock | undefined> {
  const { data } = await platform.api.GET("/api/v1/settlement-claims/{id}/clock", { params: { path: { id } } });
  return data;
}

/** Whom the programme pays claims what was captured, all that was not refunded of it. */
export async function submitClaim(
  platform: Dengyun,
  wanted: ClaimRequest,
  options: WriteOptions = {},
): Promise<Claim | undefined> {
  const { data } = await platform.api.POST("/api/v1/settlement-claims", {
    params: { header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** Puts a file on a claim that `uploadFile` has sent: without any, the rules leave the claim to a person. */
export async function proveClaim(
  platform: Dengyun,
  id: string,
  wanted: DocumentRequest,
  options: WriteOptions = {},
): Promise<RecordDocument | undefined> {
  const { data } = await platform.api.POST("/api/v1/settlement-claims/{id}/documents", {
    params: { path: { id }, header: header(options) },
    body: wanted,
  });
  return done(data);
}

/**
 * The other side confirms what it has read, and the rules judge it at once: it is approved, waits for an office, or
 * goes back with all that is wrong.
 */
export async function confirmClaim(
  platform: Dengyun,
  read: ReadClaim,
  options: WriteOptions = {},
): Promise<Claim | undefined> {
  const { data } = await platform.api.POST("/api/v1/settlement-claims/{id}/confirmations", {
    params: { path: { id: read.claim.id }, header: { ...header(options), "If-Match": read.etag } },
  });
  return done(data);
}

/** The other side says what is wrong, and the claim goes back. */
export async function objectToClaim(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<Claim | undefined> {
  const { data } = await platform.api.POST("/api/v1/settlement-claims/{id}/objections", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** Submits what was returned again, with all that it rests on; twice at most. */
export async function resubmitClaim(
  platform: Dengyun,
  id: string,
  evidence: ClaimEvidenceRequest,
  options: WriteOptions = {},
): Promise<Claim | undefined> {
  const { data } = await platform.api.POST("/api/v1/settlement-claims/{id}/resubmissions", {
    params: { path: { id }, header: header(options) },
    body: evidence,
  });
  return done(data);
}

/** The claimant takes it back before it is approved. */
export async function withdrawClaim(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<Claim | undefined> {
  const { data } = await platform.api.POST("/api/v1/settlement-claims/{id}/withdrawals", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** The office of the enterprise decides what the rules left to it, on what it has read. */
export async function reviewClaim(
  platform: Dengyun,
  read: ReadClaim,
  says: ClaimReview,
  options: WriteOptions = {},
): Promise<Claim | undefined> {
  const { data } = await platform.api.POST("/api/v1/settlement-claims/{id}/reviews", {
    params: { path: { id: read.claim.id }, header: { ...header(options), "If-Match": read.etag } },
    body: says,
  });
  return done(data);
}

/** Finance lets what the bank could not pay, or gave back, into a batch again. */
export async function reinstateClaim(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<ClaimReinstatement | undefined> {
  const { data } = await platform.api.POST("/api/v1/settlement-claims/{id}/reinstatements", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}
