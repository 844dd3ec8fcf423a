import assert from "node:assert/strict";
import { test } from "node:test";
import { differences } from "./verify-bulletin.mjs";

function row(regionCode, value, previous, target, completion, rank, completionRank) {
  const change = previous === null ? null : value - previous;
  return { regionCode, value, isProtected: false, previous, change, target, completion, rank, completionRank };
}

function figures() {
  const units = [
    row("340100", 40, 30, 60, "66.66", 1, 3),
    row("340200", 20, 20, 20, "100.00", 2, 1),
    row("340300", 20, 10, 20, "100.00", 2, 1),
    row("340400", 5, 9, 50, "10.00", 4, 4),
  ];
  const province = row("340000", 85, 69, 150, "56.66", null, null);
  return { indicators: [{ code: "CLOUD_ENTERPRISES", unit: "COUNT", kind: "STOCK", province, units }] };
}

test("what follows from each other agrees", () => {
  assert.deepEqual(differences(figures()), []);
});

for (const [member, wrong] of [
  ["value", 41],
  ["change", 11],
  ["completion", "66.67"],
  ["rank", 2],
  ["completionRank", 2],
]) {
  test(`a wrong ${member} is found`, () => {
    const changed = figures();
    changed.indicators[0].units[0][member] = wrong;
    assert.notEqual(differences(changed).length, 0);
  });
}
