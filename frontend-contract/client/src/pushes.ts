import type { components } from "./contract.js";
import { type FollowOptions, followed } from "./jobs.js";
import { jsonLines, linesOf } from "./lines.js";
import type { Dengyun } from "./platform.js";

export type OfferingDeclaration = components["schemas"]["OfferingDeclaration"];
export type CataloguePush = components["schemas"]["CataloguePush"];
export type CataloguePushResult = components["schemas"]["CataloguePushResult"];

export interface PushOptions extends FollowOptions<CataloguePush> {
  /** `MERGE` creates and replaces; `SNAPSHOT` also retires what is absent. `MERGE` unless told. */
  mode?: components["schemas"]["PushMode"];
  /** Only say what would happen. */
  validateOnly?: boolean;
  /** Names this push: repeating it with the same key returns the same push or completes an interrupted upload. */
  idempotencyKey?: string;
}

/**
 * Pushes a catalogue as it is produced, one offering a line, without ever holding it whole, and waits for its end.
 * What became of each line is in `pushResults`.
 */
export async function pushCatalogue(
  platform: Dengyun,
  providerId: string,
  offerings: Iterable<OfferingDeclaration> | AsyncIterable<OfferingDeclaration>,
  options: PushOptions = {},
): Promise<CataloguePush> {
  const address = new URL(`${platform.baseUrl}/api/v1/providers/${encodeURIComponent(providerId)}/catalogue-pushes`);
  address.searchParams.set("mode", options.mode ?? "MERGE");
  address.searchParams.set("validateOnly", String(options.validateOnly ?? false));
  const request = new Request(address, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-ndjson",
      Accept: "application/json",
      "Idempotency-Key": options.idempotencyKey ?? crypto.randomUUID(),
    },
    body: linesOf(offerings),
    duplex: "half",
    signal: options.signal ?? null,
  } as RequestInit);
  const push = (await (await platform.fetch(request)).json()) as CataloguePush;
  options.onProgress?.(push);
  return followPush(platform, push, options);
}

/** Waits until a push has ended, looking at it ever less often. */
export async function followPush(
  platform: Dengyun,
  begun: CataloguePush,
  options: Pick<PushOptions, "onProgress" | "signal"> = {},
): Promise<CataloguePush> {
  return followed(
    begun,
    (signal) => platform.api.GET("/api/v1/catalogue-pushes/{id}", { params: { path: { id: begun.id } }, signal }),
    options,
  );
}

/** What became of each line, as it arrives. */
export function pushResults(
  platform: Dengyun,
  pushId: string,
  outcome?: components["schemas"]["DeclarationOutcome"],
): AsyncGenerator<CataloguePushResult, void, undefined> {
  const address = new URL(`${platform.baseUrl}/api/v1/catalogue-pushes/${encodeURIComponent(pushId)}/results`);
  if (outcome !== undefined) {
    address.searchParams.set("outcome", outcome);
  }
  return jsonLines(platform, address);
}
