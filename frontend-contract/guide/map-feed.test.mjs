import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const SCRIPT = fileURLToPath(new URL("map-feed.mjs", import.meta.url));

function mapped(items, ...options) {
  const input = items.map((item) => (typeof item === "string" ? item : JSON.stringify(item))).join("\n");
  const { stdout, stderr, status } = spawnSync(process.execPath, [SCRIPT, ...options], { input, encoding: "utf8" });
  return { lines: stdout.split("\n").slice(0, -1), stderr, status };
}

const one = (item, ...options) => JSON.parse(mapped([item], ...options).lines[0]);

test("names that the platform knows stay, two are translated, the others become attributes", () => {
  assert.deepEqual(
    one({
      externalId: "cos",
      name: "对象存储",
      nameEn: "COS",
      url: "https://a.example",
      changelogUrl: "https://b.example",
      apiCount: 3,
      tags: ["a", "b"],
    }),
    {
      kind: "SAAS",
      externalId: "cos",
      name: "对象存储",
      nameEn: "COS",
      homepage: "https://a.example",
      documentation: "https://b.example",
      attributes: { apiCount: "3", tags: "a; b" },
    },
  );
});

test("values are mapped, and what is not is said and kept", () => {
  const feed = [
    { externalId: "a", name: "A", category: "Compute" },
    { externalId: "b", name: "B", category: "Toys" },
  ];
  const { lines, stderr } = mapped(feed, "--map", "kind=category:Compute=IAAS,Storage=IAAS");
  assert.deepEqual(
    lines.map((line) => JSON.parse(line)),
    [
      { kind: "IAAS", externalId: "a", name: "A" },
      { kind: "SAAS", externalId: "b", name: "B", attributes: { category: "Toys" } },
    ],
  );
  assert.match(stderr, /2 lines; kept as attributes: category \(1\); not mapped: category "Toys" \(1\)/);
  assert.equal(one(feed[1], "--map", "kind=category:Compute=IAAS,*=PAAS").kind, "PAAS");
});

test("what is left out is said", () => {
  const { lines, stderr } = mapped(
    [{ externalId: "a", name: "A", updatedAt: "2026-01-01", since: "" }],
    "--drop",
    "updatedAt",
  );
  assert.deepEqual(JSON.parse(lines[0]), { kind: "SAAS", externalId: "a", name: "A" });
  assert.match(stderr, /1 lines; left out, empty: since \(1\); left out by --drop: updatedAt \(1\)/);
});

test("lines that are no objects come out as they are, and texts keep their line separators", () => {
  const { lines } = mapped(['{"name":', "[1]", { externalId: "a", name: "A\u2028B" }]);
  assert.deepEqual(lines.slice(0, 2), ['{"name":', "[1]"]);
  assert.equal(JSON.parse(lines[2]).name, "A\u2028B");
});

test("a field of another name, an attribute of another name, and a wrong option", () => {
  const item = { externalId: "a", title: "A", homepage: "https://a.example", owner: "x" };
  assert.deepEqual(one(item, "--field", "name=title", "--attribute", "maker=owner", "--set", "voucherEligible=true"), {
    kind: "SAAS",
    voucherEligible: true,
    externalId: "a",
    name: "A",
    homepage: "https://a.example",
    attributes: { maker: "x" },
  });
  assert.deepEqual(one(item, "--field", "homepage="), {
    kind: "SAAS",
    externalId: "a",
    attributes: { title: "A", homepage: "https://a.example", owner: "x" },
  });
  assert.equal(mapped([item], "--colour", "red").status, 2);
  assert.equal(mapped([item], "--map", "kind=category").status, 2);
});
