import type { components, operations } from "./contract.js";
import { done } from "./dry-runs.js";
import { type FollowOptions, followed } from "./jobs.js";
import { jsonLines, linesOf } from "./lines.js";
import { header, type WriteOptions } from "./orders.js";
import { items } from "./pages.js";
import type { Dengyun } from "./platform.js";

export type AdoptionLine = components["schemas"]["AdoptionLine"];
export type AdoptionImport = components["schemas"]["AdoptionImport"];
export type AdoptionImportResult = components["schemas"]["AdoptionImportResult"];
export type AdoptionBatch = components["schemas"]["AdoptionBatch"];
export type AdoptionSampleRow = components["schemas"]["AdoptionSampleRow"];
export type AdoptionAcceptanceRequest = components["schemas"]["AdoptionAcceptanceRequest"];
export type AdoptionInspectionRequest = components["schemas"]["AdoptionInspectionRequest"];
export type AdoptionRecord = components["schemas"]["AdoptionRecord"];
export type AdoptionObjectionRequest = components["schemas"]["AdoptionObjectionRequest"];
export type AdoptionDecisionRequest = components["schemas"]["AdoptionDecisionRequest"];
export type AdoptedEnterprise = components["schemas"]["AdoptedEnterprise"];
export type AdoptionConfirmationRequest = components["schemas"]["AdoptionConfirmationRequest"];
export type AdoptionCertificate = components["schemas"]["AdoptionCertificate"];
export type AdoptionCounts = components["schemas"]["AdoptionCounts"];
export type AdoptionRule = components["schemas"]["AdoptionRule"];
export type AdoptionRuleRequest = components["schemas"]["AdoptionRuleRequest"];
export type CertificateStanding = components["schemas"]["CertificateStanding"];
export type PublicKeySet = components["schemas"]["PublicKeySet"];
export type AdoptionBatchFilter = Omit<NonNullable<operations["listAdoptionBatches"]["parameters"]["query"]>, "cursor">;
export type AdoptionRecordFilter = Omit<
  NonNullable<operations["listAdoptionRecords"]["parameters"]["query"]>,
  "cursor"
>;
export type AdoptedEnterpriseFilter = Omit<
  NonNullable<operations["listAdoptedEnterprises"]["parameters"]["query"]>,
  "cursor"
>;
export type AdoptionRuleFilter = Omit<NonNullable<operations["listAdoptionRules"]["parameters"]["query"]>, "cursor">;

export interface AdoptionImportOptions extends WriteOptions, FollowOptions<AdoptionImport> {
  /** Only say what would become of each line. */
  validateOnly?: boolean;
}

/**
 * A provider says which enterprises use what of it, one line each, as they are produced, and waits until all of them
 * were looked at. What became of each is in `adoptionResults`; what is new waits for the county and the enterprise.
 */
export async function importAdoptions(
  platform: Dengyun,
  lines: Iterable<AdoptionLine> | AsyncIterable<AdoptionLine>,
  options: AdoptionImportOptions = {},
): Promise<AdoptionImport> {
  const address = new URL(`${platform.baseUrl}/api/v1/adoption-imports`);
  address.searchParams.set("validateOnly", String(options.validateOnly ?? false));
  const request = new Request(address, {
    method: "POST",
    headers: { "Content-Type": "application/x-ndjson", Accept: "application/json", ...header(options) },
    body: linesOf(lines),
    duplex: "half",
    signal: options.signal ?? null,
  } as RequestInit);
  const begun = (await (await platform.fetch(request)).json()) as AdoptionImport;
  options.onProgress?.(begun);
  return followAdoptionImport(platform, begun, options);
}

/** Waits until an import has ended, looking at it ever less often. */
export async function followAdoptionImport(
  platform: Dengyun,
  begun: AdoptionImport,
  options: FollowOptions<AdoptionImport> = {},
): Promise<AdoptionImport> {
  return followed(
    begun,
    (signal) => platform.api.GET("/api/v1/adoption-imports/{id}", { params: { path: { id: begun.id } }, signal }),
    options,
  );
}

/** What became of each line of an import, as it arrives. */
export function adoptionResults(
  platform: Dengyun,
  importId: string,
  outcome?: components["schemas"]["AdoptionOutcome"],
): AsyncGenerator<AdoptionImportResult, void, undefined> {
  const address = new URL(`${platform.baseUrl}/api/v1/adoption-imports/${encodeURIComponent(importId)}/results`);
  if (outcome !== undefined) {
    address.searchParams.set("outcome", outcome);
  }
  return jsonLines(platform, address);
}

/** The imports of a provider, the newest first. */
export function adoptionImports(platform: Dengyun): AsyncGenerator<AdoptionImport, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/adoption-imports", {
      params: { query: cursor === undefined ? {} : { cursor } },
    }),
  );
}

/** An import, and how far it has come. */
export async function adoptionImport(platform: Dengyun, id: string): Promise<AdoptionImport | undefined> {
  const { data } = await platform.api.GET("/api/v1/adoption-imports/{id}", { params: { path: { id } } });
  return data;
}

/** The parts of imports that a county accepts or returns, the newest first. */
export function adoptionBatches(
  platform: Dengyun,
  filter: AdoptionBatchFilter = {},
): AsyncGenerator<AdoptionBatch, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/adoption-batches", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** What a county was asked to accept of an import. */
export async function adoptionBatch(platform: Dengyun, id: string): Promise<AdoptionBatch | undefined> {
  const { data } = await platform.api.GET("/api/v1/adoption-batches/{id}", { params: { path: { id } } });
  return data;
}

/** The records of a batch that the county has to look at, which nobody has chosen, and what it has found of each. */
export async function adoptionSample(platform: Dengyun, id: string): Promise<AdoptionSampleRow[]> {
  const { data } = await platform.api.GET("/api/v1/adoption-batches/{id}/sample", { params: { path: { id } } });
  return data?.data ?? [];
}

/** The county says what it has found of a record of the sample; those above it may look at it once more. */
export async function inspectAdoption(
  platform: Dengyun,
  id: string,
  says: AdoptionInspectionRequest,
  options: WriteOptions = {},
): Promise<AdoptionBatch | undefined> {
  const { data } = await platform.api.POST("/api/v1/adoption-batches/{id}/inspections", {
    params: { path: { id }, header: header(options) },
    body: says,
  });
  return done(data);
}

/** Another person of the county than has looked at the sample accepts its part of an import. */
export async function acceptAdoptions(
  platform: Dengyun,
  id: string,
  says: AdoptionAcceptanceRequest,
  options: WriteOptions = {},
): Promise<AdoptionBatch | undefined> {
  const { data } = await platform.api.POST("/api/v1/adoption-imports/{id}/acceptances", {
    params: { path: { id }, header: header(options) },
    body: says,
  });
  return done(data);
}

/** The county returns its part of an import: nothing of it counts. */
export async function returnAdoptionBatch(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<AdoptionBatch | undefined> {
  const { data } = await platform.api.POST("/api/v1/adoption-batches/{id}/returns", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** What was said of enterprises and their use of services, the newest first. */
export function adoptionRecords(
  platform: Dengyun,
  filter: AdoptionRecordFilter = {},
): AsyncGenerator<AdoptionRecord, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/adoption-records", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** That an enterprise uses a service of a provider under a contract, and what became of it. */
export async function adoptionRecord(platform: Dengyun, id: string): Promise<AdoptionRecord | undefined> {
  const { data } = await platform.api.GET("/api/v1/adoption-records/{id}", { params: { path: { id } } });
  return data;
}

/** The enterprise says that it is not so; its county decides. */
export async function objectToAdoption(
  platform: Dengyun,
  id: string,
  says: AdoptionObjectionRequest,
  options: WriteOptions = {},
): Promise<AdoptionRecord | undefined> {
  const { data } = await platform.api.POST("/api/v1/adoption-records/{id}/objections", {
    params: { path: { id }, header: header(options) },
    body: says,
  });
  return done(data);
}

/** The county decides an objection. */
export async function decideAdoptionObjection(
  platform: Dengyun,
  id: string,
  says: AdoptionDecisionRequest,
  options: WriteOptions = {},
): Promise<AdoptionRecord | undefined> {
  const { data } = await platform.api.POST("/api/v1/adoption-records/{id}/decisions", {
    params: { path: { id }, header: header(options) },
    body: says,
  });
  return done(data);
}

/** The provider takes back what it has said. */
export async function withdrawAdoption(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<AdoptionRecord | undefined> {
  const { data } = await platform.api.POST("/api/v1/adoption-records/{id}/withdrawals", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** An authority removes what counts and is not so. */
export async function removeAdoption(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<AdoptionRecord | undefined> {
  const { data } = await platform.api.POST("/api/v1/adoption-records/{id}/removals", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** Enterprises that count as 登云 or 深度对接, or once did, the newest first. */
export function adoptedEnterprises(
  platform: Dengyun,
  filter: AdoptedEnterpriseFilter = {},
): AsyncGenerator<AdoptedEnterprise, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/adopted-enterprises", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** What an enterprise counts as, since when and until when. */
export async function adoptedEnterprise(platform: Dengyun, id: string): Promise<AdoptedEnterprise | undefined> {
  const { data } = await platform.api.GET("/api/v1/adopted-enterprises/{id}", { params: { path: { id } } });
  return data;
}

/** The enterprise says that it still uses what it counts for, or that it does not. */
export async function confirmAdoption(
  platform: Dengyun,
  id: string,
  says: AdoptionConfirmationRequest,
  options: WriteOptions = {},
): Promise<AdoptedEnterprise | undefined> {
  const { data } = await platform.api.POST("/api/v1/adopted-enterprises/{id}/confirmations", {
    params: { path: { id }, header: header(options) },
    body: says,
  });
  return done(data);
}

/** The certificate of an enterprise: a signed text that verifies without a connection. */
export async function adoptionCertificate(platform: Dengyun, id: string): Promise<AdoptionCertificate | undefined> {
  const { data } = await platform.api.GET("/api/v1/adopted-enterprises/{id}/certificate", { params: { path: { id } } });
  return data;
}

/** The same as a QR image in PNG. */
export async function adoptionCertificateQr(platform: Dengyun, id: string): Promise<ArrayBuffer> {
  const path = `/api/v1/adopted-enterprises/${encodeURIComponent(id)}/certificate/qr`;
  const answer = await platform.fetch(new Request(platform.baseUrl + path, { headers: { Accept: "image/png" } }));
  return answer.arrayBuffer();
}

/** How many enterprises count as what, in each unit, or, with `unit`, in each of its counties. Everybody may ask. */
export async function adoptionCounts(platform: Dengyun, unit?: string): Promise<AdoptionCounts | undefined> {
  const { data } = await platform.api.GET("/api/v1/adoption-counts", {
    params: { query: unit === undefined ? {} : { unit } },
  });
  return data;
}

/** By what enterprises are counted, the newest rule first. */
export function adoptionRules(
  platform: Dengyun,
  filter: AdoptionRuleFilter = {},
): AsyncGenerator<AdoptionRule, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/adoption-rules", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** A rule by which enterprises are counted. */
export async function adoptionRule(platform: Dengyun, id: string): Promise<AdoptionRule | undefined> {
  const { data } = await platform.api.GET("/api/v1/adoption-rules/{id}", { params: { path: { id } } });
  return data;
}

/** The province draws a rule up, for a day that is to come. */
export async function drawUpAdoptionRule(
  platform: Dengyun,
  wanted: AdoptionRuleRequest,
  options: WriteOptions = {},
): Promise<AdoptionRule | undefined> {
  const { data } = await platform.api.POST("/api/v1/adoption-rules", {
    params: { header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** Another person of the province approves a rule before its first day. */
export async function approveAdoptionRule(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<AdoptionRule | undefined> {
  const { data } = await platform.api.POST("/api/v1/adoption-rules/{id}/approvals", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** Takes a rule back before its first day. */
export async function withdrawAdoptionRule(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<AdoptionRule | undefined> {
  const { data } = await platform.api.POST("/api/v1/adoption-rules/{id}/withdrawals", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** What a certificate says now, by its code. Everybody may ask. */
export async function certificate(platform: Dengyun, code: string): Promise<CertificateStanding | undefined> {
  const { data } = await platform.api.GET("/api/v1/certificates/{code}", { params: { path: { code } } });
  return data;
}

/** The keys that certificates verify with, for years. */
export async function certificateKeys(platform: Dengyun): Promise<PublicKeySet | undefined> {
  const { data } = await platform.api.GET("/.well-known/certificate-keys.json");
  return data;
}

/** The signed list of what became of certificates, for whoever verifies them without a connection. */
export async function certificateStatusList(platform: Dengyun): Promise<string> {
  const answer = await platform.fetch(new Request(`${platform.baseUrl}/api/v1/certificate-status-list`));
  return answer.text();
}
