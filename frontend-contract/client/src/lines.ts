import type { Dengyun } from "./platform.js";

const CHUNK_CHARACTERS = 64 * 1_024;

/** Lines of JSON in chunks that are worth sending, produced no faster than they are sent. */
export function linesOf(things: Iterable<unknown> | AsyncIterable<unknown>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const source = encoded(things);
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

async function* encoded(things: Iterable<unknown> | AsyncIterable<unknown>): AsyncGenerator<string, void, undefined> {
  let chunk = "";
  for await (const thing of things) {
    chunk += `${JSON.stringify(thing)}\n`;
    if (chunk.length >= CHUNK_CHARACTERS) {
      yield chunk;
      chunk = "";
    }
  }
  if (chunk !== "") {
    yield chunk;
  }
}

/** What an answer of lines of JSON holds, as it arrives. */
export async function* jsonLines<T>(platform: Dengyun, address: URL): AsyncGenerator<T, void, undefined> {
  const response = await platform.fetch(new Request(address, { headers: { Accept: "application/x-ndjson" } }));
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of response.body ?? []) {
    const texts = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = texts.pop() ?? "";
    for (const text of texts.filter((text) => text !== "")) {
      yield JSON.parse(text) as T;
    }
  }
  if (rest !== "") {
    yield JSON.parse(rest) as T;
  }
}
