// The same vectors that the platform's own verifier is held against.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { verifyVoucher } from "./verify-voucher.mjs";

const vectors = JSON.parse(
  readFileSync(new URL("../../backend/src/test/resources/voucher/credential-vectors.json", import.meta.url), "utf8"),
);

for (const { name, credential, list, at, verdict } of vectors.cases) {
  test(`${name}: ${verdict}`, async () => {
    const found = await verifyVoucher(credential, vectors.published, vectors.lists[list], new Date(at));
    assert.equal(found.verdict, verdict);
  });
}

test("no character can be altered", async () => {
  const { credential, list, at } = vectors.cases[0];
  for (let place = 0; place < credential.length; place++) {
    const other = credential[place] === "A" ? "B" : "A";
    const altered = credential.slice(0, place) + other + credential.slice(place + 1);
    const found = await verifyVoucher(altered, vectors.published, vectors.lists[list], new Date(at));
    assert.ok(["MALFORMED", "FORGED", "UNKNOWN_KEY"].includes(found.verdict), `${place}: ${found.verdict}`);
  }
});
