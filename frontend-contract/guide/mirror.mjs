#!/usr/bin/env node
// Keeps a copy of the public catalogue in one file. Run it as often as you like: it goes on where it stopped.
//
//   node mirror.mjs http://localhost:8080 mirror.json
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

const [address = "http://localhost:8080", file = "mirror.json"] = process.argv.slice(2);
const mirror = existsSync(file)
  ? JSON.parse(readFileSync(file, "utf8"))
  : { cursor: null, offerings: {}, revisions: {} };

let applied = 0;
for (;;) {
  const query = new URLSearchParams({ limit: "200", ...(mirror.cursor && { cursor: mirror.cursor }) });
  const response = await fetch(`${address}/api/v1/catalogue/changes?${query}`);
  if (response.status === 429 || response.status === 503) {
    const seconds = Number(response.headers.get("Retry-After") ?? 1);
    await new Promise((resume) => setTimeout(resume, seconds * 1000));
    continue;
  }
  if (!response.ok) {
    throw new Error(`${response.status} ${(await response.json()).detail}`);
  }
  const { data, page } = await response.json();
  data.forEach(apply);
  mirror.cursor = page.nextCursor;
  save(); // What was applied and how far it goes are saved together, so a crash repeats a page at most.
  applied += data.length;
  if (!page.hasMore) {
    break;
  }
}
console.log(`${applied} changes, ${Object.keys(mirror.offerings).length} offerings`);

function apply(change) {
  // A page that comes twice does no harm: the higher revision of an offering is the later one.
  if ((mirror.revisions[change.offeringId] ?? 0) >= change.revision) {
    return;
  }
  mirror.revisions[change.offeringId] = change.revision;
  if (change.change === "RETIRED" || change.change === "SUSPENDED") {
    delete mirror.offerings[change.offeringId];
  } else {
    const { providerId, externalId, version, content } = change;
    mirror.offerings[change.offeringId] = { providerId, externalId, version, content };
  }
}

function save() {
  writeFileSync(`${file}.new`, JSON.stringify(mirror));
  renameSync(`${file}.new`, file);
}
