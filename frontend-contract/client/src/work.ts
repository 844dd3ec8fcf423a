import type { components } from "./contract.js";
import { items } from "./pages.js";
import type { Dengyun } from "./platform.js";

export type WorkItem = components["schemas"]["WorkItem"];
export type WorkSummary = components["schemas"]["WorkSummary"];

export interface WorkFilter {
  /** A code such as `QUALIFICATION_REVIEW`. */
  kind?: string;
  /** What is due before that moment (RFC 3339). */
  due?: string;
  /** Only what is late, or only what is not. */
  overdue?: boolean;
  /** A region and all below it. */
  region?: string;
}

/** Everything that waits for the caller now, what is due first before all else. */
export function workItems(platform: Dengyun, filter: WorkFilter = {}): AsyncGenerator<WorkItem, void, undefined> {
  return items<WorkItem>((cursor) =>
    platform.api.GET("/api/v1/work-items", {
      params: { query: cursor === undefined ? { ...filter, limit: 200 } : { ...filter, limit: 200, cursor } },
    }),
  );
}

/** How much that is, by kind: cheap enough to be asked by every page. */
export async function workSummary(platform: Dengyun): Promise<WorkSummary> {
  const { data } = await platform.api.GET("/api/v1/work-items/summary");
  return data as WorkSummary;
}
