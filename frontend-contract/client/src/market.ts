import type { components, operations } from "./contract.js";
import { items } from "./pages.js";
import type { Dengyun } from "./platform.js";

export type Concession = components["schemas"]["Concession"];
export type PriceHistory = components["schemas"]["PriceHistory"];
export type ConcessionFilter = Omit<NonNullable<operations["listConcessions"]["parameters"]["query"]>, "cursor">;

/** What providers concede, the newest first: of one provider, of one offering, or on one day. */
export function concessions(
  platform: Dengyun,
  filter: ConcessionFilter = {},
): AsyncGenerator<Concession, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/concessions", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}

/** What an offering costs and has cost, and of what a subsidy of one unit is counted. */
export async function priceHistory(platform: Dengyun, offeringId: string): Promise<PriceHistory | undefined> {
  const { data } = await platform.api.GET("/api/v1/offerings/{id}/price-history", {
    params: { path: { id: offeringId } },
  });
  return data;
}
