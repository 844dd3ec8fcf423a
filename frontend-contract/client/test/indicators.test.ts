import assert from "node:assert/strict";
import { test } from "node:test";
import { indicator, indicators, observations, statistics } from "../src/index.js";
import { as, everybody, refusal } from "./demo.js";

test("everybody reads the statistics of the province and its units", async () => {
  const page = (await statistics(everybody)) ?? assert.fail();
  const cloud = page.indicators.find(({ code }) => code === "CLOUD_ENTERPRISES") ?? assert.fail();
  assert.equal(cloud.units.length, 18);
  assert.equal(
    cloud.units.reduce((all, { value }) => all + (value ?? 0), 0),
    cloud.value,
  );
});

test("what was counted is answered the same for ever", async () => {
  const now = (await observations(everybody, "REGISTERED_ENTERPRISES", { level: "UNIT" })) ?? assert.fail();
  const then = await observations(everybody, "REGISTERED_ENTERPRISES", {
    level: "UNIT",
    asOf: now.countedAt ?? assert.fail(),
  });
  assert.deepEqual(then, now);
});

test("some indicators are for authorities alone", async () => {
  assert.ok((await indicators(everybody)).every(({ visibility }) => visibility === "PUBLIC"));
  await assert.rejects(indicator(everybody, "VOUCHER_APPLICATIONS"), refusal("indicator-not-found"));
  assert.equal((await indicator(as("feixi"), "VOUCHER_APPLICATIONS"))?.visibility, "AUTHORITY");
});
