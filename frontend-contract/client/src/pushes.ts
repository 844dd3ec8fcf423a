import type { components } from "./contract.js";
import type { Dengyun } from "./platform.js";

export type OfferingDeclaration = components["schemas"]["OfferingDeclaration"];
export type CataloguePush = components["schemas"]["CataloguePush"];
export type CataloguePushResult = components["schemas"]["CataloguePushResult"];

export interface PushOptions {
  /** `MERGE` creates and replaces; `SNAPSHOT` also retires what is absent. `MERGE` unless told. */
  mode?: components["schemas"]["PushMode"];
  /** Only say what would happen. */
  validateOnly?: boolean;
  /** Names this push: repeating it with the same key returns the same push or completes an interrupted upload. */
  idempotencyKey?: string;
  /** Told about the push whenever it has been looked at. */
  onProgress?: (push: CataloguePush) => void;
  /** Stops waiting; the push itself goes on. */
  signal?: AbortSignal;
}

const FIRST_PAUSE_MILLIS = 100;
const LONGEST_PAUSE_MILLIS = 2_000;
const CHUNK_CHARACTERS = 64 * 1_024;

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
    body: lines(offerings),
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
  let push = begun;
  let pauseMillis = FIRST_PAUSE_MILLIS;
  while (!isOver(push)) {
    await pause(pauseMillis, options.signal);
    pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * 1.5);
    const { data } = await platform.api.GET("/api/v1/catalogue-pushes/{id}", {
      params: { path: { id: push.id } },
      signal: options.signal ?? null,
    });
    if (data !== undefined) {
      push = data;
      options.onProgress?.(push);
    }
  }
  return push;
}

/** What became of each line, as it arrives. */
export async function* pushResults(
  platform: Dengyun,
  pushId: string,
  outcome?: components["schemas"]["DeclarationOutcome"],
): AsyncGenerator<CataloguePushResult, void, undefined> {
  const address = new URL(`${platform.baseUrl}/api/v1/catalogue-pushes/${encodeURIComponent(pushId)}/results`);
  if (outcome !== undefined) {
    address.searchParams.set("outcome", outcome);
  }
  const response = await platform.fetch(new Request(address, { headers: { Accept: "application/x-ndjson" } }));
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of response.body ?? []) {
    const texts = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = texts.pop() ?? "";
    for (const text of texts.filter((text) => text !== "")) {
      yield JSON.parse(text) as CataloguePushResult;
    }
  }
  if (rest !== "") {
    yield JSON.parse(rest) as CataloguePushResult;
  }
}

function isOver(push: CataloguePush): boolean {
  return push.state === "SUCCEEDED" || push.state === "FAILED" || push.state === "CANCELLED";
}

/** Lines of JSON in chunks that are worth sending, produced no faster than they are sent. */
function lines(
  offerings: Iterable<OfferingDeclaration> | AsyncIterable<OfferingDeclaration>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const source = encoded(offerings);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await source.next();
      if (next.done) {
        controller.close();
        return;
      }
      controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await source.return(undefined);
    },
  });
}

async function* encoded(
  offerings: Iterable<OfferingDeclaration> | AsyncIterable<OfferingDeclaration>,
): AsyncGenerator<string, void, undefined> {
  let chunk = "";
  for await (const offering of offerings) {
    chunk += `${JSON.stringify(offering)}\n`;
    if (chunk.length >= CHUNK_CHARACTERS) {
      yield chunk;
      chunk = "";
    }
  }
  if (chunk !== "") {
    yield chunk;
  }
}

/** Waits so long, unless it is stopped before. */
export function pause(millis: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, millis);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
