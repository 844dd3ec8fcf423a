import type { components, operations } from "./contract.js";
import { done } from "./dry-runs.js";
import { header, type WriteOptions } from "./orders.js";
import { items } from "./pages.js";
import type { StatusSummary } from "./plans.js";
import type { Dengyun } from "./platform.js";

export type CoordinationIssue = components["schemas"]["CoordinationIssue"];
export type CoordinationIssueRequest = components["schemas"]["CoordinationIssueRequest"];
export type CoordinationIssueDeferralRequest = components["schemas"]["CoordinationIssueDeferralRequest"];
export type CoordinationIssueStep = components["schemas"]["CoordinationIssueStep"];
export type CoordinationIssueFilter = Omit<NonNullable<operations["listIssues"]["parameters"]["query"]>, "cursor">;

/** Issues to be coordinated, the newest first: those that a region has raised, and those that it has to answer. */
export function issues(
  platform: Dengyun,
  filter: CoordinationIssueFilter = {},
): AsyncGenerator<CoordinationIssue, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/issues", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** How many issues stand where, and how many of them are late. */
export async function issueSummary(platform: Dengyun, regionCode?: string): Promise<StatusSummary | undefined> {
  const { data } = await platform.api.GET("/api/v1/issues/summary", {
    params: { query: regionCode === undefined ? {} : { regionCode } },
  });
  return data;
}

/** An issue: what is wanted, whose turn it is, and by when. */
export async function issue(platform: Dengyun, id: string): Promise<CoordinationIssue | undefined> {
  const { data } = await platform.api.GET("/api/v1/issues/{id}", { params: { path: { id } } });
  return data;
}

/** What was said and done about an issue, the newest first. */
export function issueSteps(platform: Dengyun, id: string): AsyncGenerator<CoordinationIssueStep, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/issues/{id}/steps", {
      params: { path: { id }, query: cursor === undefined ? {} : { cursor } },
    }),
  );
}

/** A county or city raises what it cannot solve by itself with the authority above. */
export async function raiseIssue(
  platform: Dengyun,
  wanted: CoordinationIssueRequest,
  options: WriteOptions = {},
): Promise<CoordinationIssue | undefined> {
  const { data } = await platform.api.POST("/api/v1/issues", {
    params: { header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** The authority that it waits for says what is done about it. */
export async function answerIssue(
  platform: Dengyun,
  id: string,
  answer: string,
  options: WriteOptions = {},
): Promise<CoordinationIssue | undefined> {
  const { data } = await platform.api.POST("/api/v1/issues/{id}/answers", {
    params: { path: { id }, header: header(options) },
    body: { answer },
  });
  return done(data);
}

/** The authority that it waits for takes more time, and says why. */
export async function deferIssue(
  platform: Dengyun,
  id: string,
  wanted: CoordinationIssueDeferralRequest,
  options: WriteOptions = {},
): Promise<CoordinationIssue | undefined> {
  const { data } = await platform.api.POST("/api/v1/issues/{id}/deferrals", {
    params: { path: { id }, header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** Hands it to the province: for the city that it waits for, or for whoever raised it once that has answered. */
export async function escalateIssue(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<CoordinationIssue | undefined> {
  const { data } = await platform.api.POST("/api/v1/issues/{id}/escalations", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** Whoever raised it says that the answer helps. */
export async function settleIssue(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<CoordinationIssue | undefined> {
  const { data } = await platform.api.POST("/api/v1/issues/{id}/settlements", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** Whoever raised it takes it back. */
export async function withdrawIssue(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<CoordinationIssue | undefined> {
  const { data } = await platform.api.POST("/api/v1/issues/{id}/withdrawals", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}
