import type { components, operations } from "./contract.js";
import { done } from "./dry-runs.js";
import { header, type WriteOptions } from "./orders.js";
import { items } from "./pages.js";
import type { Dengyun } from "./platform.js";

export type Pilot = components["schemas"]["Pilot"];
export type PilotRequest = components["schemas"]["PilotRequest"];
export type PilotPatch = components["schemas"]["PilotPatch"];
export type PilotFilter = Omit<NonNullable<operations["listPilots"]["parameters"]["query"]>, "cursor">;

/** A pilot, and the tag of what was read, for what is to be based on it. */
export interface ReadPilot {
  pilot: Pilot;
  etag: string;
}

/** Pilots, the newest first; everybody may ask for those that have started. */
export function pilots(platform: Dengyun, filter: PilotFilter = {}): AsyncGenerator<Pilot, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/pilots", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** A pilot, and the tag that `changePilot` is based on. */
export async function pilot(platform: Dengyun, id: string): Promise<ReadPilot | undefined> {
  const { data, response } = await platform.api.GET("/api/v1/pilots/{id}", { params: { path: { id } } });
  return data === undefined ? undefined : { pilot: data, etag: response.headers.get("ETag") ?? "" };
}

/** An authority plans that an enterprise of its region is connected first, and by whom. */
export async function planPilot(
  platform: Dengyun,
  wanted: PilotRequest,
  options: WriteOptions = {},
): Promise<Pilot | undefined> {
  const { data } = await platform.api.POST("/api/v1/pilots", {
    params: { header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** Changes what was read while it is planned, with its `etag`. */
export async function changePilot(platform: Dengyun, read: ReadPilot, patch: PilotPatch): Promise<Pilot | undefined> {
  const { data } = await platform.api.PATCH("/api/v1/pilots/{id}", {
    params: { path: { id: read.pilot.id }, header: { "If-Match": read.etag } },
    body: patch,
    headers: { "Content-Type": "application/merge-patch+json" },
  });
  return done(data);
}

/** It starts, on one of its days: it counts from then on, and everybody knows of it. */
export async function startPilot(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<Pilot | undefined> {
  const { data } = await platform.api.POST("/api/v1/pilots/{id}/starts", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** Tells what came of it. */
export async function completePilot(
  platform: Dengyun,
  id: string,
  outcome: string,
  options: WriteOptions = {},
): Promise<Pilot | undefined> {
  const { data } = await platform.api.POST("/api/v1/pilots/{id}/completions", {
    params: { path: { id }, header: header(options) },
    body: { outcome },
  });
  return done(data);
}

/** Gives it up; it does not count any more. */
export async function abandonPilot(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<Pilot | undefined> {
  const { data } = await platform.api.POST("/api/v1/pilots/{id}/abandonments", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}
