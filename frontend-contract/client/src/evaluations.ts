import type { components, operations } from "./contract.js";
import { done } from "./dry-runs.js";
import { header, type WriteOptions } from "./orders.js";
import { items } from "./pages.js";
import type { Dengyun } from "./platform.js";

export type CityEvaluation = components["schemas"]["CityEvaluation"];
export type CityEvaluationRequest = components["schemas"]["CityEvaluationRequest"];
export type CityEvaluationPatch = components["schemas"]["CityEvaluationPatch"];
export type EvaluationObjection = components["schemas"]["EvaluationObjection"];
export type EvaluationObjectionRequest = components["schemas"]["EvaluationObjectionRequest"];
export type EvaluationObjectionDecisionRequest = components["schemas"]["EvaluationObjectionDecisionRequest"];
export type EvaluationFilter = Omit<NonNullable<operations["listCityEvaluations"]["parameters"]["query"]>, "cursor">;

/** An evaluation, and the tag of what was read, for what is to be based on it. */
export interface ReadEvaluation {
  evaluation: CityEvaluation;
  etag: string;
}

/** Evaluations of the reporting units, the newest first. */
export function evaluations(
  platform: Dengyun,
  filter: EvaluationFilter = {},
): AsyncGenerator<CityEvaluation, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/city-evaluations", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** An evaluation, and the tag that `changeEvaluation`, `openEvaluation` and `decideEvaluation` are based on. */
export async function evaluation(platform: Dengyun, id: string): Promise<ReadEvaluation | undefined> {
  const { data, response } = await platform.api.GET("/api/v1/city-evaluations/{id}", { params: { path: { id } } });
  return data === undefined ? undefined : { evaluation: data, etag: response.headers.get("ETag") ?? "" };
}

/** The province draws up the evaluation of a year. */
export async function drawUpEvaluation(
  platform: Dengyun,
  wanted: CityEvaluationRequest,
  options: WriteOptions = {},
): Promise<CityEvaluation | undefined> {
  const { data } = await platform.api.POST("/api/v1/city-evaluations", {
    params: { header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** Changes a draft that was read, with its `etag`; lists are sent whole. */
export async function changeEvaluation(
  platform: Dengyun,
  read: ReadEvaluation,
  patch: CityEvaluationPatch,
): Promise<CityEvaluation | undefined> {
  const { data } = await platform.api.PATCH("/api/v1/city-evaluations/{id}", {
    params: { path: { id: read.evaluation.id }, header: { "If-Match": read.etag } },
    body: patch,
    headers: { "Content-Type": "application/merge-patch+json" },
  });
  return done(data);
}

/** Freezes what is scored, as of the last recount up to a moment, and begins the consultation. */
export async function openEvaluation(
  platform: Dengyun,
  read: ReadEvaluation,
  reason: string,
  asOf?: string,
  options: WriteOptions = {},
): Promise<CityEvaluation | undefined> {
  const { data } = await platform.api.POST("/api/v1/city-evaluations/{id}/consultations", {
    params: { path: { id: read.evaluation.id }, header: { ...header(options), "If-Match": read.etag } },
    body: asOf === undefined ? { reason } : { reason, asOf },
  });
  return done(data);
}

/** Objections to an evaluation, the newest first: of a unit its own. */
export function evaluationObjections(
  platform: Dengyun,
  id: string,
): AsyncGenerator<EvaluationObjection, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/city-evaluations/{id}/objections", {
      params: { path: { id }, query: cursor === undefined ? {} : { cursor } },
    }),
  );
}

/** A unit objects to a component of its own row, once. */
export async function objectToEvaluation(
  platform: Dengyun,
  id: string,
  objection: EvaluationObjectionRequest,
  options: WriteOptions = {},
): Promise<EvaluationObjection | undefined> {
  const { data } = await platform.api.POST("/api/v1/city-evaluations/{id}/objections", {
    params: { path: { id }, header: header(options) },
    body: objection,
  });
  return done(data);
}

/** Somebody of the province who has not written of it upholds an objection, or rejects it. */
export async function decideEvaluationObjection(
  platform: Dengyun,
  id: string,
  objection: string,
  decision: EvaluationObjectionDecisionRequest,
  options: WriteOptions = {},
): Promise<EvaluationObjection | undefined> {
  const { data } = await platform.api.POST("/api/v1/city-evaluations/{id}/objections/{objection}/decisions", {
    params: { path: { id, objection }, header: header(options) },
    body: decision,
  });
  return done(data);
}

/** Decides what was read, as the first or the second of two persons. */
export async function decideEvaluation(
  platform: Dengyun,
  read: ReadEvaluation,
  reason: string,
  options: WriteOptions = {},
): Promise<CityEvaluation | undefined> {
  const { data } = await platform.api.POST("/api/v1/city-evaluations/{id}/decisions", {
    params: { path: { id: read.evaluation.id }, header: { ...header(options), "If-Match": read.etag } },
    body: { reason },
  });
  return done(data);
}

/** Publishes what two persons have decided. */
export async function publishEvaluation(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<CityEvaluation | undefined> {
  const { data } = await platform.api.POST("/api/v1/city-evaluations/{id}/publications", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** Gives an evaluation up that is not published. */
export async function withdrawEvaluation(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<CityEvaluation | undefined> {
  const { data } = await platform.api.POST("/api/v1/city-evaluations/{id}/withdrawals", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}
