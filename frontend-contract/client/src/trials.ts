import type { components, operations } from "./contract.js";
import { done } from "./dry-runs.js";
import { header, type WriteOptions } from "./orders.js";
import { items } from "./pages.js";
import type { Dengyun } from "./platform.js";

export type ServiceTrial = components["schemas"]["ServiceTrial"];
export type TrialRequest = components["schemas"]["TrialRequest"];
export type TrialGrant = components["schemas"]["TrialGrant"];
export type TrialFilter = Omit<NonNullable<operations["listTrials"]["parameters"]["query"]>, "cursor">;

/** Trials, the newest first: an enterprise's own, or those asked of a provider. */
export function trials(platform: Dengyun, filter: TrialFilter = {}): AsyncGenerator<ServiceTrial, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/trials", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** A trial, for the two sides with how to get at it while it runs (`accessNote`). */
export async function trial(platform: Dengyun, id: string): Promise<ServiceTrial | undefined> {
  const { data } = await platform.api.GET("/api/v1/trials/{id}", { params: { path: { id } } });
  return data;
}

/** Asks for a free trial; each legal entity tries an offering once. */
export async function requestTrial(
  platform: Dengyun,
  wanted: TrialRequest,
  options: WriteOptions = {},
): Promise<ServiceTrial | undefined> {
  const { data } = await platform.api.POST("/api/v1/trials", { params: { header: header(options) }, body: wanted });
  return done(data);
}

/** The provider grants it, from now on for as long as was offered. It ends by itself. */
export async function grantTrial(
  platform: Dengyun,
  id: string,
  grant: TrialGrant = {},
  options: WriteOptions = {},
): Promise<ServiceTrial | undefined> {
  const { data } = await platform.api.POST("/api/v1/trials/{id}/grants", {
    params: { path: { id }, header: header(options) },
    body: grant,
  });
  return done(data);
}

/** The provider does not grant it; the enterprise may ask again, three times in all. */
export async function declineTrial(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<ServiceTrial | undefined> {
  const { data } = await platform.api.POST("/api/v1/trials/{id}/declines", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** The enterprise takes back a request that nobody has answered. */
export async function withdrawTrial(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<ServiceTrial | undefined> {
  const { data } = await platform.api.POST("/api/v1/trials/{id}/withdrawals", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** The enterprise ends it before its time is over; it has been used up all the same. */
export async function endTrial(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<ServiceTrial | undefined> {
  const { data } = await platform.api.POST("/api/v1/trials/{id}/ends", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}
