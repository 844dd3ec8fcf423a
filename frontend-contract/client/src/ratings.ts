import type { components, operations } from "./contract.js";
import { done } from "./dry-runs.js";
import { header, type WriteOptions } from "./orders.js";
import { items } from "./pages.js";
import type { Dengyun } from "./platform.js";

export type OrderRating = components["schemas"]["OrderRating"];
export type PublicRating = components["schemas"]["PublicRating"];
export type RatingRequest = components["schemas"]["RatingRequest"];
export type RatingSummary = components["schemas"]["RatingSummary"];
export type RatingFilter = Omit<NonNullable<operations["listRatings"]["parameters"]["query"]>, "cursor">;

/** Ratings, the newest first: an enterprise's own, or those of a provider's offerings. */
export function ratings(platform: Dengyun, filter: RatingFilter = {}): AsyncGenerator<OrderRating, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/ratings", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** What everybody reads of the ratings of an offering, the newest first. */
export function offeringRatings(platform: Dengyun, offeringId: string): AsyncGenerator<PublicRating, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/offerings/{id}/ratings", {
      params: { path: { id: offeringId }, query: cursor === undefined ? {} : { cursor } },
    }),
  );
}

/** How many ratings an offering has, their mean, and how many gave how many stars. */
export async function ratingSummary(platform: Dengyun, offeringId: string): Promise<RatingSummary | undefined> {
  const { data } = await platform.api.GET("/api/v1/offerings/{id}/ratings/summary", {
    params: { path: { id: offeringId } },
  });
  return data;
}

/** The enterprise rates an order of which it has accepted something, once. */
export async function rateOrder(
  platform: Dengyun,
  orderId: string,
  says: RatingRequest,
  options: WriteOptions = {},
): Promise<OrderRating | undefined> {
  const { data } = await platform.api.POST("/api/v1/orders/{id}/ratings", {
    params: { path: { id: orderId }, header: header(options) },
    body: says,
  });
  return done(data);
}

/** Says all of it anew, within 14 days; what was said before stays among the steps. */
export async function changeRating(
  platform: Dengyun,
  id: string,
  says: RatingRequest,
  options: WriteOptions = {},
): Promise<OrderRating | undefined> {
  const { data } = await platform.api.POST("/api/v1/ratings/{id}/changes", {
    params: { path: { id }, header: header(options) },
    body: says,
  });
  return done(data);
}

/** Takes a rating back for good: the order cannot be rated again. */
export async function withdrawRating(
  platform: Dengyun,
  id: string,
  reason: string,
  options: WriteOptions = {},
): Promise<OrderRating | undefined> {
  const { data } = await platform.api.POST("/api/v1/ratings/{id}/withdrawals", {
    params: { path: { id }, header: header(options) },
    body: { reason },
  });
  return done(data);
}

/** The provider answers, in the place of its answer before; everybody reads it beside the rating. */
export async function answerRating(
  platform: Dengyun,
  id: string,
  text: string,
  options: WriteOptions = {},
): Promise<OrderRating | undefined> {
  const { data } = await platform.api.POST("/api/v1/ratings/{id}/answers", {
    params: { path: { id }, header: header(options) },
    body: { text },
  });
  return done(data);
}
