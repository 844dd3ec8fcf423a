import type { components, operations } from "./contract.js";
import { jsonLines } from "./lines.js";
import type { Dengyun } from "./platform.js";

export type Dashboard = components["schemas"]["Dashboard"];
export type OpenDataCatalogue = components["schemas"]["OpenDataCatalogue"];
export type IndicatorObservationLine = components["schemas"]["IndicatorObservationLine"];
export type ObservationFileFilter = NonNullable<operations["getObservationLines"]["parameters"]["query"]>;

/** A region as it stands, and the tag by which to ask whether it still does. */
export interface ReadDashboard {
  dashboard: Dashboard;
  etag: string;
}

/** A region on one page, for its authority, those above it and auditors. */
export async function dashboard(platform: Dengyun, regionCode: string): Promise<ReadDashboard | undefined> {
  const { data, response } = await platform.api.GET("/api/v1/dashboards/{regionCode}", {
    params: { path: { regionCode } },
  });
  return data === undefined ? undefined : { dashboard: data, etag: response.headers.get("ETag") ?? "" };
}

/** What data the platform publishes, and where. */
export async function openData(platform: Dengyun): Promise<OpenDataCatalogue | undefined> {
  const { data } = await platform.api.GET("/api/v1/open-data", { headers: { Accept: "application/json" } });
  return data;
}

/** All that was counted of an indicator, since July 2018 and as of one recount, as it arrives. */
export function observationLines(
  platform: Dengyun,
  code: string,
  filter: ObservationFileFilter = {},
): AsyncGenerator<IndicatorObservationLine, void, undefined> {
  const address = new URL(`${platform.baseUrl}/api/v1/indicators/${encodeURIComponent(code)}/observations.ndjson`);
  Object.entries(filter).forEach(([name, value]) => {
    address.searchParams.set(name, value);
  });
  return jsonLines(platform, address);
}
