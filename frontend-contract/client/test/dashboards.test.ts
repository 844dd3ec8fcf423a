import assert from "node:assert/strict";
import { test } from "node:test";
import { dashboard, observationLines, openData, statistics, workSummary } from "../src/index.js";
import { as, everybody, refusal, some } from "./demo.js";

test("an office has its region on one page", async () => {
  const { dashboard: page, etag } = (await dashboard(as("hefei"), "340100")) ?? assert.fail();
  const cloud = page.indicators.find(({ code }) => code === "CLOUD_ENTERPRISES") ?? assert.fail();
  const all = (await statistics(everybody)) ?? assert.fail();
  const unit = all.indicators
    .find(({ code }) => code === "CLOUD_ENTERPRISES")
    ?.units.find(({ regionCode }) => regionCode === "340100");
  assert.equal(cloud.value, unit?.value);
  assert.equal(cloud.rank, unit?.rank);
  assert.equal(
    cloud.children.reduce((sum, { value }) => sum + (value ?? 0), 0),
    cloud.value,
  );
  assert.equal(page.work.open, (await workSummary(as("hefei"))).total.open);
  assert.match(etag, /^"[0-9a-f]{32}"$/);
});

test("an office has no page of a region that it does not oversee", async () => {
  await assert.rejects(dashboard(as("wuhu"), "340100"), refusal("not-yours"));
  assert.ok(await dashboard(as("auditor"), "340000"));
});

test("everybody finds the open data, and reads all that was counted line by line", async () => {
  const catalogue = (await openData(everybody)) ?? assert.fail();
  assert.ok(catalogue.datasets.some(({ identifier }) => identifier === "observations-cloud-enterprises"));
  const lines = await some(observationLines(everybody, "CLOUD_ENTERPRISES", { level: "UNIT" }));
  assert.ok(lines.length >= 18);
  assert.ok(lines.every(({ level, isProtected }) => level === "UNIT" && !isProtected));
});
