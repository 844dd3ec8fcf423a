// Carries out what a README has a new user type, block by block in one shell, against the platform at PLATFORM_URL:
// node conformance/with-platform.mjs node conformance/readme.mjs ../README.md
//
// A block that fails ends it, and so does an answer that is a problem.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const LIMIT_MILLIS = 300_000;
const platform = process.env.PLATFORM_URL ?? assert.fail("with-platform.mjs starts a platform and sets PLATFORM_URL");
const readme = resolve(process.argv[2]);

// Between the first heading but one, which starts the platform, and the layout.
const chapters = readFileSync(readme, "utf8").split(/^## /m).slice(2);
const walk = chapters.slice(
  0,
  chapters.findIndex((chapter) => chapter.startsWith("Layout") || chapter.startsWith("目录结构")),
);
const blocks = walk.flatMap((chapter) => [...chapter.matchAll(/^```sh\n(.*?)^```$/gms)].map((block) => block[1]));
assert.ok(blocks.length >= 10, `only ${blocks.length} blocks were found in ${readme}`);

const script = ["set -euo pipefail", ...blocks].join("\necho\n").replaceAll("http://localhost:8080", platform);
const folder = mkdtempSync(join(tmpdir(), "dengyun-readme-"));
try {
  const { status, stdout, stderr } = spawnSync("bash", ["-c", script], {
    cwd: folder,
    encoding: "utf8",
    timeout: LIMIT_MILLIS,
  });
  const said = `${stdout}\n${stderr}`;
  assert.equal(status, 0, said);
  assert.doesNotMatch(said, /"type":"[^"]*\/problems\//, said);
  for (const expected of [
    /"created":2,/,
    /"unchanged":2/,
    /"capturedFen":100000/,
    /"holds":true/,
    /"status":"EXPIRED"/,
  ]) {
    assert.match(said, expected);
  }
  console.log(`${readme}: ${blocks.length} blocks`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
