import type { DocumentRequest, RecordDocument } from "./claims.js";
import type { components, operations } from "./contract.js";
import { done } from "./dry-runs.js";
import { header, type WriteOptions } from "./orders.js";
import { items } from "./pages.js";
import type { Dengyun } from "./platform.js";

export type Complaint = components["schemas"]["Complaint"];
export type ComplaintRequest = components["schemas"]["ComplaintRequest"];
export type ComplaintDecisionRequest = components["schemas"]["ComplaintDecision"];
export type ComplaintStep = components["schemas"]["ComplaintStep"];
export type ComplaintSummary = components["schemas"]["ComplaintSummary"];
export type ComplaintFilter = Omit<NonNullable<operations["listComplaints"]["parameters"]["query"]>, "cursor">;

/** Complaints about orders, the newest first: an enterprise's own, or those about a provider. */
export function complaints(
  platform: Dengyun,
  filter: ComplaintFilter = {},
): AsyncGenerator<Complaint, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/complaints", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** A complaint: what was said, where it stands, and by when somebody has to act. */
export async function complaint(platform: Dengyun, id: string): Promise<Complaint | undefined> {
  const { data } = await platform.api.GET("/api/v1/complaints/{id}", { params: { path: { id } } });
  return data;
}

/** What was said and done about a complaint, the newest first. */
export function complaintSteps(platform: Dengyun, id: string): AsyncGenerator<ComplaintStep, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/complaints/{id}/steps", {
      params: { path: { id }, query: cursor === undefined ? {} : { cursor } },
    }),
  );
}

/**
 * The enterprise complains about an order that its provider has accepted; the order goes on. Five times about an
 * order in all.
 */
export async function fileComplaint(
  platform: Dengyun,
  id: string,
  wanted: ComplaintRequest,
  options: WriteOptions = {},
): Promise<Complaint | undefined> {
  const { data } = await platform.api.POST("/api/v1/orders/{id}/complaints", {
    params: { path: { id }, header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** Puts a file on a complaint that `uploadFile` has sent. */
export async function proveComplaint(
  platform: Dengyun,
  id: string,
  wanted: DocumentRequest,
  options: WriteOptions = {},
): Promise<RecordDocument | undefined> {
  const { data } = await platform.api.POST("/api/v1/complaints/{id}/documents", {
    params: { path: { id }, header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** The provider answers, within five working days; later the authority decides, and it is still heard once. */
export async function answerComplaint(
  platform: Dengyun,
  id: string,
  text: string,
  options: WriteOptions = {},
): Promise<Complaint | undefined> {
  const { data } = await platform.api.POST("/api/v1/complaints/{id}/answers", {
    params: { path: { id }, header: header(options) },
    body: { text },
  });
  return done(data);
}

/** The enterprise says that it is settled. */
export async function settleComplaint(
  platform: Dengyun,
  id: string,
  options: WriteOptions = {},
): Promise<Complaint | undefined> {
  const { data } = await platform.api.POST("/api/v1/complaints/{id}/settlements", {
    params: { path: { id }, header: header(options) },
  });
  return done(data);
}

/** The enterprise says why the answer does not settle it, and an authority decides. */
export async function requestComplaintDecision(
  platform: Dengyun,
  id: string,
  grounds: string,
  options: WriteOptions = {},
): Promise<Complaint | undefined> {
  const { data } = await platform.api.POST("/api/v1/complaints/{id}/decision-requests", {
    params: { path: { id }, header: header(options) },
    body: { grounds },
  });
  return done(data);
}

/** An authority of the enterprise decides, and says what is to be done where the enterprise is right. */
export async function decideComplaint(
  platform: Dengyun,
  id: string,
  says: ComplaintDecisionRequest,
  options: WriteOptions = {},
): Promise<Complaint | undefined> {
  const { data } = await platform.api.POST("/api/v1/complaints/{id}/decisions", {
    params: { path: { id }, header: header(options) },
    body: says,
  });
  return done(data);
}

/** An authority hands it over to a security incident of the provider that it knows of. */
export async function handComplaintOver(
  platform: Dengyun,
  id: string,
  incidentId: string,
  options: WriteOptions = {},
): Promise<Complaint | undefined> {
  const { data } = await platform.api.POST("/api/v1/complaints/{id}/incidents", {
    params: { path: { id }, header: header(options) },
    body: { incidentId },
  });
  return done(data);
}

/** The enterprise takes it back. */
export async function withdrawComplaint(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<Complaint | undefined> {
  const { data } = await platform.api.POST("/api/v1/complaints/{id}/withdrawals", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/**
 * How many complaints there are about an offering; nothing before five legal entities complained. Everybody may ask.
 */
export async function offeringComplaintSummary(platform: Dengyun, id: string): Promise<ComplaintSummary | undefined> {
  const { data } = await platform.api.GET("/api/v1/offerings/{id}/complaint-summary", { params: { path: { id } } });
  return data;
}

/** How many there are about a provider; nothing before five legal entities complained. Everybody may ask. */
export async function providerComplaintSummary(platform: Dengyun, id: string): Promise<ComplaintSummary | undefined> {
  const { data } = await platform.api.GET("/api/v1/providers/{id}/complaint-summary", { params: { path: { id } } });
  return data;
}
