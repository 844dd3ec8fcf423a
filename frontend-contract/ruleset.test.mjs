// Each rule of openapi/ruleset.yaml that is our own is seen to fail on a planted violation.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

const require = createRequire(import.meta.url);
const spectral = require.resolve("@stoplight/spectral-cli/dist/index.js");

const found = new Set();
let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), "dengyun-ruleset-"));
  const contract = JSON.parse(readFileSync("../backend/target/openapi/openapi.json", "utf8"));
  plant(contract);
  const file = join(folder, "planted.json");
  writeFileSync(file, JSON.stringify(contract));
  const run = spawnSync(
    process.execPath,
    [spectral, "lint", file, "-r", "../openapi/ruleset.yaml", "-f", "json", "-q"],
    {
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  for (const finding of JSON.parse(run.stdout)) {
    found.add(finding.code);
  }
});

after(() => rmSync(folder, { recursive: true, force: true }));

function plant(contract) {
  const { paths, components } = contract;
  delete paths["/api/v1/me"].get.responses["401"];
  delete paths["/api/v1/regions"].get.security;
  paths["/api/v1/industries"].get.responses["503"] = {
    description: "Overloaded",
    content: { "application/json": { schema: { type: "object" } } },
  };
  delete paths["/api/v1/me"].get["x-problem-codes"];
  paths["/api/v1/service-categories"].get.operationId = "categories";
  paths["/api/v1/service-categories"].get.summary = "List what an enterprise can move to the cloud.";
  paths["/api/v1/getOrders"] = { get: { ...paths["/api/v1/industries"].get, operationId: "getOrders" } };
  components.schemas.Region.properties.name_en = { type: "string", maxLength: 10 };
  components.schemas.RegionLevel.enum.push("village", "name");
  components.schemas.Outcome1 = { type: "object" };
  components.schemas.Region.properties.priceFen = { type: "number" };
  const limit = paths["/api/v1/regions"].get.parameters.find((parameter) => parameter.name === "limit");
  limit.schema.maximum = 1_000;
  paths["/api/v1/organizations/{id}"].patch.requestBody.content = {
    "application/merge-patch+json": {
      schema: { type: "object", properties: { status: { type: "string", maxLength: 10 } } },
    },
  };
}

const rules = readFileSync("../openapi/ruleset.yaml", "utf8").matchAll(/^ {2}(dengyun-[a-z0-9-]+):$/gm);
for (const [, rule] of rules) {
  test(`${rule} finds a violation`, () => assert.ok(found.has(rule), `found only: ${[...found].join(", ")}`));
}
