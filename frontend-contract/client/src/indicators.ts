import type { components, operations } from "./contract.js";
import type { Dengyun } from "./platform.js";

export type Indicator = components["schemas"]["Indicator"];
export type IndicatorObservations = components["schemas"]["IndicatorObservations"];
export type Statistics = components["schemas"]["Statistics"];
export type ObservationFilter = NonNullable<operations["listObservations"]["parameters"]["query"]>;

/** What the statistics count, and how; everybody may ask for what is public. */
export async function indicators(platform: Dengyun): Promise<Indicator[]> {
  const { data } = await platform.api.GET("/api/v1/indicators");
  return data?.indicators ?? [];
}

/** What one indicator counts, and how. */
export async function indicator(platform: Dengyun, code: string): Promise<Indicator | undefined> {
  const { data } = await platform.api.GET("/api/v1/indicators/{code}", { params: { path: { code } } });
  return data;
}

/**
 * What was counted of an indicator, by month and region. The answer's `countedAt`, given as `asOf`, brings the same
 * answer at any later time.
 */
export async function observations(
  platform: Dengyun,
  code: string,
  filter: ObservationFilter = {},
): Promise<IndicatorObservations | undefined> {
  const { data } = await platform.api.GET("/api/v1/indicators/{code}/observations", {
    params: { path: { code }, query: filter },
  });
  return data;
}

/** Everything that a public page of statistics shows, as of the last recount. */
export async function statistics(platform: Dengyun): Promise<Statistics | undefined> {
  const { data } = await platform.api.GET("/api/v1/statistics");
  return data;
}
