import type { components, operations } from "./contract.js";
import { items } from "./pages.js";
import type { Dengyun } from "./platform.js";

export type SearchAnswer = components["schemas"]["SearchAnswer"];
export type SearchHit = components["schemas"]["SearchHit"];
export type ProgrammeMatch = components["schemas"]["ProgrammeMatch"];
export type SearchOptions = Omit<operations["searchEverything"]["parameters"]["query"], "q">;
export type ProgrammeMatchFilter = Omit<
  NonNullable<operations["listProgrammeMatches"]["parameters"]["query"]>,
  "cursor"
>;

/** The first services, programmes, articles and activities that a text finds, each kind with the address of its whole list. */
export async function searchEverything(
  platform: Dengyun,
  text: string,
  options: SearchOptions = {},
): Promise<SearchAnswer | undefined> {
  const { data } = await platform.api.GET("/api/v1/search", { params: { query: { ...options, q: text } } });
  return data;
}

/** What the caller's enterprise can get: programmes, newest first, with what their rules say to the most of it. */
export function programmeMatches(
  platform: Dengyun,
  filter: ProgrammeMatchFilter = {},
): AsyncGenerator<ProgrammeMatch, void, undefined> {
  return items((cursor) =>
    platform.api.GET("/api/v1/programme-matches", {
      params: { query: cursor === undefined ? filter : { ...filter, cursor } },
    }),
  );
}
