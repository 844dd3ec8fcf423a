import type { components, operations } from "./contract.js";
import { done } from "./dry-runs.js";
import { header, type WriteOptions } from "./orders.js";
import { items } from "./pages.js";
import type { Dengyun } from "./platform.js";

export type AnnualPlan = components["schemas"]["AnnualPlan"];
export type AnnualPlanRequest = components["schemas"]["AnnualPlanRequest"];
export type AnnualPlanPatch = components["schemas"]["AnnualPlanPatch"];
export type PlanIndicator = components["schemas"]["PlanIndicator"];
export type PlanTargets = components["schemas"]["PlanTargets"];
export type PlanProgress = components["schemas"]["PlanProgress"];
export type PlanWarning = components["schemas"]["PlanWarning"];
export type StatusSummary = components["schemas"]["StatusSummary"];
export type ImplementationPlan = components["schemas"]["ImplementationPlan"];
export type ImplementationPlanPatch = components["schemas"]["ImplementationPlanPatch"];
export type ImplementationExtensionRequest = components["schemas"]["ImplementationExtensionRequest"];
export type AnnualPlanFilter = Omit<NonNullable<operations["listAnnualPlans"]["parameters"]["query"]>, "cursor">;
export type PlanTargetFilter = NonNullable<operations["listPlanTargets"]["parameters"]["query"]>;
export type PlanProgressFilter = NonNullable<operations["getPlanProgress"]["parameters"]["query"]>;
export type PlanWarningFilter = Omit<NonNullable<operations["listPlanWarnings"]["parameters"]["query"]>, "cursor">;
export type ImplementationPlanFilter = Omit<
  NonNullable<operations["listImplementationPlans"]["parameters"]["query"]>,
  "cursor"
>;

/** An annual plan, and the tag of what was read, for what is to be based on it. */
export interface ReadAnnualPlan {
  plan: AnnualPlan;
  etag: string;
}

/** An implementation plan, and the tag of what was read, for what is to be based on it. */
export interface ReadImplementationPlan {
  plan: ImplementationPlan;
  etag: string;
}

/** Annual plans, the newest first; everybody may ask for those that are published. */
export function annualPlans(
  platform: Dengyun,
  filter: AnnualPlanFilter = {},
): AsyncGenerator<AnnualPlan, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/plans", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** An edition of the plan of a year, and the tag that `changeAnnualPlan` and what publishes it are based on. */
export async function annualPlan(platform: Dengyun, id: string): Promise<ReadAnnualPlan | undefined> {
  const { data, response } = await platform.api.GET("/api/v1/plans/{id}", { params: { path: { id } } });
  return data === undefined ? undefined : { plan: data, etag: response.headers.get("ETag") ?? "" };
}

/** The province draws the plan of a year up, with a weight for each of the 18 units. */
export async function drawUpAnnualPlan(
  platform: Dengyun,
  wanted: AnnualPlanRequest,
  options: WriteOptions = {},
): Promise<AnnualPlan | undefined> {
  const { data } = await platform.api.POST("/api/v1/plans", {
    params: { header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** Changes a draft that was read, with its `etag`; lists are sent whole. */
export async function changeAnnualPlan(
  platform: Dengyun,
  read: ReadAnnualPlan,
  patch: AnnualPlanPatch,
): Promise<AnnualPlan | undefined> {
  const { data } = await platform.api.PATCH("/api/v1/plans/{id}", {
    params: { path: { id: read.plan.id }, header: { "If-Match": read.etag } },
    body: patch,
    headers: { "Content-Type": "application/merge-patch+json" },
  });
  return done(data);
}

/** Proposes what was read for publication, with its `etag`. */
export async function proposeAnnualPlan(
  platform: Dengyun,
  read: ReadAnnualPlan,
  reason: string,
  options: WriteOptions = {},
): Promise<AnnualPlan | undefined> {
  const { data } = await platform.api.POST("/api/v1/plans/{id}/submissions", {
    params: { path: { id: read.plan.id }, header: { ...header(options), "If-Match": read.etag } },
    body: { reason },
  });
  return done(data);
}

/** Gives what was proposed back to whoever writes it. */
export async function returnAnnualPlan(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<AnnualPlan | undefined> {
  const { data } = await platform.api.POST("/api/v1/plans/{id}/returns", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** Another person of the province publishes what was read: units and counties have a plan to file from then on. */
export async function publishAnnualPlan(
  platform: Dengyun,
  read: ReadAnnualPlan,
  reason: string,
  options: WriteOptions = {},
): Promise<AnnualPlan | undefined> {
  const { data } = await platform.api.POST("/api/v1/plans/{id}/publications", {
    params: { path: { id: read.plan.id }, header: { ...header(options), "If-Match": read.etag } },
    body: { reason },
  });
  return done(data);
}

/** Makes a draft of the next edition, which says the same; weights stay as they were published. */
export async function amendAnnualPlan(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<AnnualPlan | undefined> {
  const { data } = await platform.api.POST("/api/v1/plans/{id}/amendments", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** Takes back what is not published. */
export async function withdrawAnnualPlan(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<AnnualPlan | undefined> {
  const { data } = await platform.api.POST("/api/v1/plans/{id}/withdrawals", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** What each unit has to reach, or, with `unit`, each of its counties. */
export async function planTargets(
  platform: Dengyun,
  id: string,
  filter: PlanTargetFilter = {},
): Promise<PlanTargets | undefined> {
  const { data } = await platform.api.GET("/api/v1/plans/{id}/targets", { params: { path: { id }, query: filter } });
  return data;
}

/**
 * What was reached until a day, how much of the time has passed, and what a forecast says; with `unit` of its
 * counties.
 */
export async function planProgress(
  platform: Dengyun,
  id: string,
  filter: PlanProgressFilter = {},
): Promise<PlanProgress | undefined> {
  const { data } = await platform.api.GET("/api/v1/plans/{id}/progress", { params: { path: { id }, query: filter } });
  return data;
}

/** Of which targets units were told that they are at risk, the newest first. */
export function planWarnings(
  platform: Dengyun,
  id: string,
  filter: PlanWarningFilter = {},
): AsyncGenerator<PlanWarning, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/plans/{id}/warnings", {
      params: { path: { id }, query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** What units and counties file to carry plans out, the newest first. */
export function implementationPlans(
  platform: Dengyun,
  filter: ImplementationPlanFilter = {},
): AsyncGenerator<ImplementationPlan, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/implementation-plans", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** The same of one annual plan. */
export function implementationPlansOf(
  platform: Dengyun,
  id: string,
): AsyncGenerator<ImplementationPlan, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/plans/{id}/implementation-plans", {
      params: { path: { id }, query: cursor === undefined ? {} : { cursor } },
    }),
  );
}

/** How many implementation plans of a year stand where, and how many of them are late. */
export async function implementationPlanSummary(
  platform: Dengyun,
  year: number,
  regionCode?: string,
): Promise<StatusSummary | undefined> {
  const { data } = await platform.api.GET("/api/v1/implementation-plan-summary", {
    params: { query: regionCode === undefined ? { year } : { year, regionCode } },
  });
  return data;
}

/** An implementation plan, and the tag that its changes are based on. */
export async function implementationPlan(platform: Dengyun, id: string): Promise<ReadImplementationPlan | undefined> {
  const { data, response } = await platform.api.GET("/api/v1/implementation-plans/{id}", { params: { path: { id } } });
  return data === undefined ? undefined : { plan: data, etag: response.headers.get("ETag") ?? "" };
}

/** The region writes what it will do, and a city how it shares its targets; with the `etag` of what was read. */
export async function writeImplementationPlan(
  platform: Dengyun,
  read: ReadImplementationPlan,
  patch: ImplementationPlanPatch,
): Promise<ImplementationPlan | undefined> {
  const { data } = await platform.api.PATCH("/api/v1/implementation-plans/{id}", {
    params: { path: { id: read.plan.id }, header: { "If-Match": read.etag } },
    body: patch,
    headers: { "Content-Type": "application/merge-patch+json" },
  });
  return done(data);
}

/** Files what was read, with its `etag`, with the authority above. */
export async function submitImplementationPlan(
  platform: Dengyun,
  read: ReadImplementationPlan,
  options: WriteOptions = {},
): Promise<ImplementationPlan | undefined> {
  const { data } = await platform.api.POST("/api/v1/implementation-plans/{id}/submissions", {
    params: { path: { id: read.plan.id }, header: { ...header(options), "If-Match": read.etag } },
  });
  return done(data);
}

/** Takes back what nobody has answered. */
export async function withdrawImplementationPlan(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<ImplementationPlan | undefined> {
  const { data } = await platform.api.POST("/api/v1/implementation-plans/{id}/withdrawals", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** The authority above returns it, with all that has to be mended. */
export async function returnImplementationPlan(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<ImplementationPlan | undefined> {
  const { data } = await platform.api.POST("/api/v1/implementation-plans/{id}/returns", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** The authority above accepts what was read, with its `etag`. */
export async function acceptImplementationPlan(
  platform: Dengyun,
  read: ReadImplementationPlan,
  reason: string,
  options: WriteOptions = {},
): Promise<ImplementationPlan | undefined> {
  const { data } = await platform.api.POST("/api/v1/implementation-plans/{id}/acceptances", {
    params: { path: { id: read.plan.id }, header: { ...header(options), "If-Match": read.etag } },
    body: { reason },
  });
  return done(data);
}

/** The region publishes what was accepted: its counties have targets from then on. */
export async function publishImplementationPlan(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<ImplementationPlan | undefined> {
  const { data } = await platform.api.POST("/api/v1/implementation-plans/{id}/publications", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** The authority above gives more time. */
export async function extendImplementationPlan(
  platform: Dengyun,
  id: string,
  wanted: ImplementationExtensionRequest,
  options: WriteOptions = {},
): Promise<ImplementationPlan | undefined> {
  const { data } = await platform.api.POST("/api/v1/implementation-plans/{id}/extensions", {
    params: { path: { id }, header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** Makes a draft of the next edition of what is published. */
export async function amendImplementationPlan(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<ImplementationPlan | undefined> {
  const { data } = await platform.api.POST("/api/v1/implementation-plans/{id}/amendments", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}
