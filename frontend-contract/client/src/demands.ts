import type { components, operations } from "./contract.js";
import { done } from "./dry-runs.js";
import { header, type WriteOptions } from "./orders.js";
import { items } from "./pages.js";
import type { Dengyun } from "./platform.js";

export type Demand = components["schemas"]["Demand"];
export type DemandRequest = components["schemas"]["DemandRequest"];
export type Quote = components["schemas"]["Quote"];
export type QuoteRequest = components["schemas"]["QuoteRequest"];
export type AwardRequest = components["schemas"]["AwardRequest"];
export type DemandFilter = Omit<NonNullable<operations["listDemands"]["parameters"]["query"]>, "cursor">;
export type QuoteFilter = Omit<NonNullable<operations["listQuotes"]["parameters"]["query"]>, "cursor">;

/** A demand, and the tag of what was read, for what is to be based on it. */
export interface ReadDemand {
  demand: Demand;
  etag: string;
}

/** Demands, the newest first: those that are public, and those that the caller may know of besides. */
export function demands(platform: Dengyun, filter: DemandFilter = {}): AsyncGenerator<Demand, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/demands", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** A demand with the tag that `publishDemand` is based on. */
export async function demand(platform: Dengyun, id: string): Promise<ReadDemand | undefined> {
  const { data, response } = await platform.api.GET("/api/v1/demands/{id}", { params: { path: { id } } });
  return data === undefined ? undefined : { demand: data, etag: response.headers.get("ETag") ?? "" };
}

/** Draws up what an enterprise needs; nobody is told before it is published. */
export async function draftDemand(
  platform: Dengyun,
  wanted: DemandRequest,
  options: WriteOptions = {},
): Promise<Demand | undefined> {
  const { data } = await platform.api.POST("/api/v1/demands", { params: { header: header(options) }, body: wanted });
  return done(data);
}

/** Publishes what was read, with its `etag`: providers quote until its deadline, and what they quote is sealed. */
export async function publishDemand(
  platform: Dengyun,
  read: ReadDemand,
  options: WriteOptions = {},
): Promise<Demand | undefined> {
  const { data } = await platform.api.POST("/api/v1/demands/{id}/publications", {
    params: { path: { id: read.demand.id }, header: { ...header(options), "If-Match": read.etag } },
  });
  return done(data);
}

/** Invites providers to quote, 20 at most in all; those of a draft are told when it is published. */
export async function inviteToDemand(
  platform: Dengyun,
  id: string,
  providerIds: string[],
  options: WriteOptions = {},
): Promise<Demand | undefined> {
  const { data } = await platform.api.POST("/api/v1/demands/{id}/invitations", {
    params: { path: { id }, header: header(options) },
    body: { providerIds },
  });
  return done(data);
}

/** Takes no more quotes before the deadline, and opens those that there are. It cannot be taken back. */
export async function closeQuoting(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<Demand | undefined> {
  const { data } = await platform.api.POST("/api/v1/demands/{id}/quoting-closures", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** Awards none of the quotes, once no more are taken. */
export async function closeDemand(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<Demand | undefined> {
  const { data } = await platform.api.POST("/api/v1/demands/{id}/closures", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** Takes a demand back while quotes are sealed; they stay sealed for ever. */
export async function withdrawDemand(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<Demand | undefined> {
  const { data } = await platform.api.POST("/api/v1/demands/{id}/withdrawals", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** Quotes, the newest first: a provider's own, and for an enterprise those that are open. `demandId`: only for one. */
export function quotes(platform: Dengyun, filter: QuoteFilter = {}): AsyncGenerator<Quote, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/quotes", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** A provider quotes for a demand, at everybody's price or below; its quote before is replaced. */
export async function submitQuote(
  platform: Dengyun,
  demandId: string,
  wanted: QuoteRequest,
  options: WriteOptions = {},
): Promise<Quote | undefined> {
  const { data } = await platform.api.POST("/api/v1/demands/{id}/quotes", {
    params: { path: { id: demandId }, header: header(options) },
    body: wanted,
  });
  return done(data);
}

/** The provider takes its quote back while it is sealed. */
export async function withdrawQuote(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<Quote | undefined> {
  const { data } = await platform.api.POST("/api/v1/quotes/{id}/withdrawals", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** The enterprise orders what was quoted (`orderId`), and all other quotes are rejected, in one step. */
export async function awardQuote(
  platform: Dengyun,
  id: string,
  wanted: AwardRequest,
  options: WriteOptions = {},
): Promise<Quote | undefined> {
  const { data } = await platform.api.POST("/api/v1/quotes/{id}/awards", {
    params: { path: { id }, header: header(options) },
    body: wanted,
  });
  return done(data);
}
